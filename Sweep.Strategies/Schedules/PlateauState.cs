namespace Sweep.Strategies.Schedules;

/// <summary>What <see cref="ReduceOnPlateau"/> has made of the epochs so far.</summary>
/// <param name="Share">The share of the peak.</param>
/// <param name="Best">The best value; NaN before the first one that is a number.</param>
/// <param name="Bad">Epochs in a row without a better value.</param>
/// <param name="Cooling">Epochs of the cooldown that are left.</param>
internal readonly record struct PlateauState(double Share, double Best, int Bad, int Cooling)
{
    /// <summary>Before the first epoch.</summary>
    public static PlateauState Start => new(1, double.NaN, 0, 0);
}
