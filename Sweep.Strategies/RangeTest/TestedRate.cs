namespace Sweep.Strategies.RangeTest;

/// <summary>A learning rate that a range test is to find: it has a place, and no value before the test has run.</summary>
/// <param name="Place">What it is called, such as "peak".</param>
public sealed record TestedRate(string Place)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place} of the range test";
}
