namespace Sweep.Strategies.Pruners;

/// <summary>Says whether a fit should stop early, because earlier ones did better.</summary>
/// <remarks>
/// A pure function, asked after each epoch. The earlier fits are those that the study's lag allows, and all of them, so that
/// the answer does not depend on how many fits run side by side. NaN is worse than any number,
/// and no reason to stop where nobody had one.
/// </remarks>
public interface IPruner
{
    /// <summary>Whether the fit ends here.</summary>
    /// <param name="course">The objective's values of this fit after each epoch so far, at least one.</param>
    /// <param name="earlier">Fits of earlier trials on the same fold, in the order of the trials.</param>
    /// <param name="maximize">Whether more is better.</param>
    bool ShouldStop(IReadOnlyList<double> course, IReadOnlyList<PastFit> earlier, bool maximize);
}
