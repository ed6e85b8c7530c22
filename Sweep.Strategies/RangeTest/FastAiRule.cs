namespace Sweep.Strategies.RangeTest;

/// <summary>A rule of fastai: it looks at the running average without its first tenth and its last five.</summary>
public abstract record FastAiRule : IndexRule
{
    /// <summary>Whether the first tenth, of as many as there were to be, and the last five are left out.</summary>
    public bool Trimmed { get; init; } = true;

    private protected override int FewestPoints => 2;

    private protected override (int Start, int Count) View(int recorded, int tried) => Trimmed ? (tried / 10, recorded - tried / 10 - 5) : (0, recorded);
}
