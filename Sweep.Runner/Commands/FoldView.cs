using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Commands;

/// <summary>A fold with what is known of its rows.</summary>
internal sealed record FoldView
{
    private const int ShownClasses = 5;

    /// <summary>Looks at a fold of a study.</summary>
    public FoldView(StudyFold fold, NetworkObjective network)
    {
        Fold = fold;
        var rows = network.Folds[fold.Index].Rows;
        Training = new FoldPart(rows.Training, network.Data, network.Groups);
        HeldBack = new FoldPart(rows.HeldBack, network.Data, network.Groups);
        Validation = new FoldPart(rows.Validation, network.Data, network.Groups);
    }

    /// <summary>The fold.</summary>
    public StudyFold Fold { get; }

    /// <summary>The rows that are learned from.</summary>
    public FoldPart Training { get; }

    /// <summary>The rows that are held back to decide when to stop.</summary>
    public FoldPart HeldBack { get; }

    /// <summary>The rows that are judged by.</summary>
    public FoldPart Validation { get; }

    /// <summary>All three.</summary>
    public IReadOnlyList<FoldPart> Parts => [Training, HeldBack, Validation];

    /// <summary>What may not be meant: a class that is not learned, or not judged.</summary>
    public IEnumerable<string> Notes(Dataset data)
    {
        if (Missing(Training) is { Length: > 0 } unlearned)
            yield return $"no training row of {unlearned}";
        if (Missing(Validation) is { Length: > 0 } unjudged)
            yield return $"no validation row of {unjudged}";

        string Missing(FoldPart part)
        {
            string[] names = [.. (part.Classes ?? []).Index().Where(each => each.Item == 0).Select(each => Shown.Plain(data.Classes[each.Index]))];
            return string.Join(", ", names.Take(ShownClasses)) + (names.Length > ShownClasses ? $" and {names.Length - ShownClasses} others" : "");
        }
    }
}
