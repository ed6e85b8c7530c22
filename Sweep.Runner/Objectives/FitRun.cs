using Sweep.Core.Numerics;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Objectives;

/// <summary>A fit under way: what an objective is to train, and what it may tell and keep meanwhile. It belongs to one evaluation.</summary>
public sealed class FitRun
{
    private long _epoch;

    /// <summary>The fit's number in the study, from 0.</summary>
    public required long Number { get; init; }

    /// <summary>The number of its trial, from 0.</summary>
    public required long Trial { get; init; }

    /// <summary>Which attempt this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>What is tried.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>What it is tried on.</summary>
    public required StudyFold Fold { get; init; }

    /// <summary>The study's seed.</summary>
    public required ulong StudySeed { get; init; }

    /// <summary>What to draw random numbers from: the same for all trials of a fold and seed number, so that trials are paired. From 0 to 2³¹ − 1.</summary>
    public int Seed => (int)(new RandomStream(Fold.SeedOf(StudySeed), RandomPurpose.Objective, Fold.Repeat, Fold.Number).NextUInt32() >> 1);

    /// <summary>The last epoch that was reported; 0 before the first.</summary>
    public long Epoch => Volatile.Read(ref _epoch);

    /// <summary>Whether a report was answered with an end.</summary>
    public bool Stopped { get; private set; }

    /// <summary>What to mark processes with, so that none of them is left behind: the study's results folder, the fit, and the attempt.</summary>
    public string Token => $"{StudyToken}/{Number}/{Attempt}";

    /// <summary>What all marks of the study's results folder begin with.</summary>
    internal string StudyToken { get; init; } = "hypersweep";

    /// <summary>How long it may take to end when it is asked to.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the fit can keep from one attempt to the next.</summary>
    public required FitFiles Files { get; init; }

    /// <summary>Receives each report, its epoch first; answers whether to go on.</summary>
    internal Func<double[], bool> Receiver { get; init; } = _ => true;

    /// <summary>Tells what the next epoch brought.</summary>
    /// <param name="figures">The objective's figures, in their order.</param>
    /// <returns>Whether to go on. If not, end now with <see cref="FitState.Pruned"/>.</returns>
    public bool Report(params ReadOnlySpan<double> figures) => ReportAt(_epoch + 1, figures);

    /// <summary>Tells what an epoch brought, where epochs have numbers of their own.</summary>
    /// <param name="epoch">The epoch, above that of the last report.</param>
    /// <param name="figures">The objective's figures, in their order.</param>
    /// <returns>Whether to go on. If not, end now with <see cref="FitState.Pruned"/>.</returns>
    public bool ReportAt(long epoch, ReadOnlySpan<double> figures)
    {
        if (epoch <= _epoch)
            throw new ArgumentOutOfRangeException(nameof(epoch), $"Epochs must ascend: after epoch {_epoch} came epoch {epoch}.");
        Volatile.Write(ref _epoch, epoch);
        Stopped |= !Receiver([epoch, .. figures]);
        return !Stopped;
    }
}
