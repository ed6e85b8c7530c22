using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>One question, checked and ready: everything that decides the results. Nothing has run.</summary>
public sealed record Study
{
    /// <summary>A short name.</summary>
    public required string Name { get; init; }

    /// <summary>What the study asks, in a sentence; may be empty.</summary>
    public string Question { get; init; } = "";

    /// <summary>Where it came from.</summary>
    public required StudySource Source { get; init; }

    /// <summary>What is evaluated.</summary>
    public required IObjective Objective { get; init; }

    /// <summary>What the ranking goes by.</summary>
    public required StudyMetric Metric { get; init; }

    /// <summary>What every trial is judged on.</summary>
    public IReadOnlyList<StudyFold> Folds { get; init; } = [new StudyFold(0, 0, 0)];

    /// <summary>Validation rows divided by training rows, on average over the folds: how much the folds' results have in common.</summary>
    public double ValidationShare { get; init; }

    /// <summary>What is varied.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>How configurations are chosen from the space.</summary>
    public ISearchStrategy Search { get; init; } = new GridSearch();

    /// <summary>How many configurations are tried: as many as the search has, unless a number is set, and those of further rounds. A search without end needs one.</summary>
    public long Trials
    {
        get => (field > 0 ? field : Search.Count(Space) ?? throw new InvalidOperationException("This search has no end: say how many trials there shall be."))
            + FurtherRounds.Sum(round => (long)round.Count);
        init;
    }

    /// <summary>What an adaptive search has added to its first round so far, round by round.</summary>
    public IReadOnlyList<IReadOnlyList<Configuration>> FurtherRounds { get; init; } = [];

    /// <summary>How its range tests are done, from which learning rates can be taken.</summary>
    public RangeTestSettings RangeTest { get; init; } = new();

    /// <summary>Stops fits early that do badly; null: every fit goes to its end.</summary>
    public IPruner? Pruner { get; init; }

    /// <summary>
    /// What is decided about trial <em>i</em> may depend on the trials before <em>i</em> − lag, all of them, and on no others. So many trials can run
    /// side by side, and the results do not depend on how many do. At least 1.
    /// </summary>
    public int Lag { get; init => field = Check.AtLeast(1, value); } = 16;

    /// <summary>Everything random follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How long it may take, and how much trouble it bears.</summary>
    public StudyLimits Limits { get; init; } = new();

    /// <summary>How many of the folds judge: the others are inner ones, which come after them.</summary>
    public int JudgingFolds => Folds.Count(fold => fold.Inner is null);

    /// <summary>How many trainings there are on the same rows.</summary>
    public int Seeds => Folds.Max(fold => fold.SeedNumber) + 1;

    /// <summary>How many trainings there are.</summary>
    public long Fits => checked(Trials * Folds.Count);

    /// <summary>The configuration of a trial.</summary>
    public Configuration Suggest(long trial)
    {
        if (FurtherRounds.Count > 0)
        {
            long place = trial - Trials;
            foreach (var round in FurtherRounds.Reverse())
            {
                place += round.Count;
                if (place >= 0)
                    return round[(int)place];
            }
        }
        return Search.Suggest(Space, trial, Seed) ?? throw new ArgumentOutOfRangeException(nameof(trial), $"The search ends before trial {trial}.");
    }

    /// <summary>The round that a trial belongs to, from 1.</summary>
    public int RoundOf(long trial)
    {
        long end = Trials;
        for (int round = FurtherRounds.Count; round > 0; round--)
        {
            end -= FurtherRounds[round - 1].Count;
            if (trial >= end)
                return round + 1;
        }
        return 1;
    }
}
