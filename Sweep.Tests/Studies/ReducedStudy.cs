using Sweep.Tests.Conventions;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Studies;

/// <summary>A study of the repository, run on a smaller budget: what its README says must show there, too, if not in the same digits.</summary>
internal sealed class ReducedStudy : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _results;

    /// <summary>Runs a study.</summary>
    /// <param name="name">Its folder.</param>
    /// <param name="changes">What its file says, and what it says here; each must be there.</param>
    public ReducedStudy(string name, params (string From, string To)[] changes)
    {
        string text = Repository.Read($"studies/{name}/study.yaml");
        foreach (var (from, to) in changes.Prepend(("../data/", Path.Combine(Repository.Root, "studies/data/"))))
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
        File = _folder.Write("study.yaml", text);
        _results = Path.Combine(_folder.Path, "results");
        var (exitCode, _, error) = HyperSweep.Run("run", File, "--quiet");
        Assert.True(exitCode == 0, error);
        Trials = ReadTrials();
    }

    /// <summary>The study file as it ran.</summary>
    public string File { get; }

    /// <summary>What came out of every setting.</summary>
    public IReadOnlyList<(string Optimizer, double Rate, double Objective, bool Diverged)> Trials { get; }

    /// <summary>The best learning rate of an optimizer, and the objective there. Fits that diverged are no best ones.</summary>
    public (double Rate, double Objective) Best(string optimizer, bool maximize = false)
    {
        var own = Trials.Where(trial => trial.Optimizer == optimizer && double.IsFinite(trial.Objective) && !trial.Diverged).ToArray();
        var best = maximize ? own.MaxBy(trial => trial.Objective) : own.MinBy(trial => trial.Objective);
        return (best.Rate, best.Objective);
    }

    /// <summary>The objective of an optimizer at a learning rate of the grid.</summary>
    public double At(string optimizer, double rate) =>
        Trials.Single(trial => trial.Optimizer == optimizer && Math.Abs(trial.Rate / rate - 1) < 1e-3).Objective;

    /// <summary>A column of a result file.</summary>
    public T[] Column<T>(string table, string column) => TestStudy.Column<T>(_results, table, column);

    public void Dispose() => _folder.Dispose();

    private (string, double, double, bool)[] ReadTrials()
    {
        string[] optimizers = Column<string>("trials", "optimizer"), states = Column<string>("trials", "state");
        double[] rates = Column<double>("trials", "learning_rate"), objectives = Column<double>("trials", "objective");
        return [.. optimizers.Select((optimizer, trial) => (optimizer, rates[trial], objectives[trial], states[trial] == "diverged"))];
    }
}
