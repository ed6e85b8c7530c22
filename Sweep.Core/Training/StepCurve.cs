namespace Sweep.Core.Training;

/// <summary>What is kept of single updates: a row of <see cref="Columns"/> numbers for each, one after another.</summary>
/// <remarks>Memory is taken between epochs, so that a step allocates nothing.</remarks>
/// <param name="every">The first update is kept, and every so many after it; 0 keeps none.</param>
internal sealed class StepCurve(int every)
{
    /// <summary>Numbers of a row: step, from 1, learning rate, loss before the update, and Euclidean norm of the gradient before clipping.</summary>
    public const int Columns = 4;

    private double[] _values = [];
    private int _count;

    /// <summary>What has been kept.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, _count);

    /// <summary>Makes room for the steps of another epoch.</summary>
    public void MakeRoom(int steps)
    {
        // One more for the step at which a training diverges.
        int needed = every == 0 ? 0 : checked(_count + (steps / every + 2) * Columns);
        if (needed > _values.Length)
            Array.Resize(ref _values, (int)Math.Min(Math.Max(needed, 2L * _values.Length), Array.MaxLength));
    }

    /// <summary>Whether a step is to be kept.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="diverged">Whether it made no update, as training had diverged; such a step is always kept.</param>
    public bool Keeps(long step, bool diverged) => every > 0 && (diverged || (step - 1) % every == 0);

    /// <summary>Keeps a step.</summary>
    public void Add(long step, double learningRate, double loss, double gradientNorm)
    {
        var row = _values.AsSpan(_count, Columns);
        (row[0], row[1], row[2], row[3]) = (step, learningRate, loss, gradientNorm);
        _count += Columns;
    }

    /// <summary>Goes on from what was kept before.</summary>
    public void Restore(ReadOnlySpan<double> values)
    {
        _values = values.ToArray();
        _count = values.Length;
    }
}
