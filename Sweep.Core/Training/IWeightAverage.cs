namespace Sweep.Core.Training;

/// <summary>Which mean of the weights that a training passes through is judged and kept, in place of the last ones.</summary>
/// <remarks>The weights that are trained go on as if there were no average.</remarks>
public interface IWeightAverage
{
    /// <summary>The share that the weights after an update have in the average from then on: <c>a = a + share·(w − a)</c>. 0 leaves them out.</summary>
    /// <param name="taken">How many weights the average has taken in before. The first one it takes has a share of 1.</param>
    /// <param name="epoch">The epoch under way, from 1.</param>
    /// <param name="endsEpoch">Whether the update is the epoch's last.</param>
    double ShareOf(long taken, int epoch, bool endsEpoch);
}
