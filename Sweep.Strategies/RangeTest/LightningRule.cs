namespace Sweep.Strategies.RangeTest;

/// <summary>A rule of Lightning: it leaves out the first ten recorded losses and the last one.</summary>
/// <remarks>Its running average is off by one step at the start (issue 14167), which makes losses rise that do not; here it is right unless <see cref="LateCorrection"/> says otherwise.</remarks>
public abstract record LightningRule : IndexRule
{
    /// <summary>Whether the running average is off by one step, as Lightning's is.</summary>
    public bool LateCorrection { get; init; }

    private protected override AverageStart AverageStart => LateCorrection ? AverageStart.CorrectedLate : AverageStart.Corrected;

    private protected override int FewestPoints => 2;

    private protected override (int Start, int Count) View(int recorded, int tried) => (10, recorded - 11);
}
