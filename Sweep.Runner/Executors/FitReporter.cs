using Sweep.Runner.Ledger;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Pruners;

namespace Sweep.Runner.Executors;

/// <summary>Takes the reports of one attempt of a fit: to the ledger by and by, and to the pruner at once.</summary>
/// <param name="fit">The fit.</param>
/// <param name="attempt">The attempt.</param>
/// <param name="ledger">Where reports of a long fit go before it ends.</param>
/// <param name="time">Tells how long it is that they went there.</param>
internal sealed class FitReporter(long fit, int attempt, LedgerWriter ledger, TimeProvider time)
{
    private const int Rows = 1024;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private List<double[]> _rows = [];
    private List<double>? _course;
    private Func<IReadOnlyList<double>, bool>? _stop;
    private int _metric;
    private long _told = time.GetTimestamp();

    /// <summary>How many epochs the ledger has been told of.</summary>
    public int First { get; private set; }

    /// <summary>How many epochs were reported.</summary>
    public int Count => First + _rows.Count;

    /// <summary>What the ledger has not been told of.</summary>
    public IReadOnlyList<double[]> Rest => _rows;

    /// <summary>The metric after every epoch that has it; null where nobody looks at it.</summary>
    public double[]? Course => _course?.ToArray();

    /// <summary>Asks a pruner after every report.</summary>
    /// <param name="pruner">The pruner.</param>
    /// <param name="earlier">What it looks back at.</param>
    /// <param name="maximize">Whether more is better.</param>
    /// <param name="metric">The metric's place among the figures.</param>
    public void Watch(IPruner pruner, IReadOnlyList<PastFit> earlier, bool maximize, int metric)
    {
        (_course, _metric) = ([], metric);
        _stop = course => pruner.ShouldStop(course, earlier, maximize);
    }

    /// <summary>Takes a report, its epoch first; answers whether to go on.</summary>
    public bool Receive(double[] row)
    {
        _rows.Add(row);
        if (_rows.Count >= Rows || time.GetElapsedTime(_told) >= _pause)
        {
            ledger.Add(new EpochsSeen(fit, attempt, First, _rows));
            First += _rows.Count;
            _rows = [];
            _told = time.GetTimestamp();
        }
        // Where an epoch does not have the metric, there is nothing to compare.
        if (_stop is null || Figure.IsAbsent(row[1 + _metric]))
            return true;
        _course!.Add(row[1 + _metric]);
        return !_stop(_course);
    }
}
