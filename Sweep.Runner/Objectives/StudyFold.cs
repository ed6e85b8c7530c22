using Sweep.Core.Numerics;

namespace Sweep.Runner.Objectives;

/// <summary>One of the train/validation splits that every trial is judged on, with the seed that it is trained with.</summary>
/// <param name="Index">Its place among all folds of the study, from 0.</param>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Number">The fold's number in its repeat, from 0.</param>
public sealed record StudyFold(int Index, int Repeat, int Number)
{
    /// <summary>Which of several trainings on the same rows, from 0: each has its own initial weights and batch order.</summary>
    public int SeedNumber { get; init; }

    /// <summary>The number, from 0, of the inner fold: a split of the fold's training rows, whose score serves to choose. Null: this is the fold itself, whose score judges.</summary>
    public int? Inner { get; init; }

    /// <summary>What all random numbers of a training on it follow from, with repeat and fold: the study's seed for the first training, another for each further one.</summary>
    public ulong SeedOf(ulong study)
    {
        if (SeedNumber == 0 && Inner is null)
            return study;
        var random = new RandomStream(study, RandomPurpose.FurtherSeeds, SeedNumber, Inner + 1 ?? 0);
        return (ulong)random.NextUInt32() << 32 | random.NextUInt32();
    }
}
