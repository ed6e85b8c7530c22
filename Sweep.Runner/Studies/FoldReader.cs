using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Validation;

namespace Sweep.Runner.Studies;

/// <summary>Splits the rows of a study as its section "validation" says.</summary>
/// <param name="validation">The section.</param>
/// <param name="data">The rows, and what each fold fits on those that it learns from.</param>
/// <param name="heldBack">The share of training rows that each fold holds back to decide when to stop, and where it stands; null: none.</param>
/// <param name="seed">The study's seed.</param>
internal sealed class FoldReader(ValidationSection validation, StudyData data, (StudyNode Node, double Share)? heldBack, ulong seed)
{
    // More than anybody needs and less than would keep a machine busy before the first fit.
    private const long MostFoldRows = 500_000_000;

    private const int MostFits = 100_000;

    private double _foldRows;
    private double _fits;

    /// <summary>The folds of a trial, those that judge before those that choose, and the rows of each.</summary>
    public (StudyFold[] Folds, TrainingFold[] Rows) Read()
    {
        var known = new SplitRows(data.Rows.Rows) { Classes = data.Rows.ClassOfRows(), Groups = data.Groups?.OfRow, Folds = data.Folds is { } given ? Given(given) : null };
        long folds = CountFolds(validation, known);
        Add(folds, known.Count, validation.Repeats);
        var outer = validation.At.Checked(() => Enumerable.Range(0, validation.Repeats)
            .SelectMany(repeat => validation.Splitter
                .Split(known, validation.Shuffle ? new RandomStream(seed, RandomPurpose.Folds, repeat) : null)
                .Select((rows, number) => (Fold: new StudyFold(0, repeat, number), Rows: rows)))
            .ToArray());
        var split = validation.Inner is { } inner ? [.. outer, .. outer.SelectMany(each => Inside(inner, each.Fold, each.Rows, known))] : outer;
        // Rows and scaling are the same for every seed.
        var trained = split
            .Select(each => (each.Fold, Rows: HoldBack(each.Fold, each.Rows, known)))
            .Select(each => (each.Fold, Rows: new TrainingFold(each.Rows, validation.At.Checked(() => data.Preprocessing.Fit(data.Rows, each.Rows.Training)))))
            .SelectMany(each => Enumerable.Range(0, validation.Seeds).Select(number => (Fold: each.Fold with { SeedNumber = number }, each.Rows)))
            .ToArray();
        return ([.. trained.Select((each, index) => each.Fold with { Index = index })], [.. trained.Select(each => each.Rows)]);
    }

    private IEnumerable<(StudyFold Fold, Fold Rows)> Inside(ValidationSection inner, StudyFold fold, Fold rows, SplitRows known)
    {
        int[] training = rows.Training;
        var some = known.Of(training);
        try
        {
            Add(CountFolds(inner, some), training.Length, 1);
            return inner.Splitter
                .Split(some, inner.Shuffle ? new RandomStream(seed, RandomPurpose.InnerFolds, fold.Repeat, fold.Number) : null)
                .Select((each, number) => (
                    fold with { Inner = number },
                    new Fold(Array.ConvertAll(each.Training, row => training[row]), Array.ConvertAll(each.Validation, row => training[row]))));
        }
        catch (ArgumentException error)
        {
            throw inner.At.Error($"the {training.Length} training rows of fold {fold.Number} cannot be split so. {SettingName.InWords(error)}");
        }
    }

    private long CountFolds(ValidationSection section, SplitRows rows)
    {
        if (section.Splitter is StratifiedKFold or StratifiedGroupKFold)
            RequireEveryClass(section, rows);
        return section == validation ? section.At.Checked(() => section.Splitter.CountFolds(rows)) : section.Splitter.CountFolds(rows);
    }

    private void Add(long folds, int rows, int repeats)
    {
        _foldRows += (double)folds * rows * repeats;
        _fits += (double)folds * repeats * validation.Seeds;
        bool inside = _fits > (double)folds * repeats * validation.Seeds;
        var at = inside ? validation.Inner!.At : validation.At;
        if (_fits > MostFits)
        {
            throw at.Error(string.Create(
                CultureInfo.InvariantCulture,
                $"a trial has at most {MostFits} fits; {(inside ? "with the inner folds of all folds these are more" : $"these are {(_fits < 1e15 ? _fits : "more than 1e15")}")}. Use fewer folds."));
        }
        if (_foldRows > MostFoldRows)
        {
            throw at.Error(inside
                ? "the inner folds of all folds are more than memory should hold. Use fewer."
                : $"{folds} folds{(repeats > 1 ? $" and {repeats} repeats" : "")} of {rows} rows are more than memory should hold. Use fewer.");
        }
    }

    private Fold HoldBack(StudyFold fold, Fold rows, SplitRows known)
    {
        if (heldBack is not { } held)
            return rows;
        if (rows.Training.Length < 2)
            throw validation.At.Error("a fold with 1 training row has none to hold back for early stopping. Use more rows, or fewer folds.");
        return held.Node.Checked(() => HeldBackRows.From(
            rows, held.Share, known.Classes, known.Groups,
            validation.Shuffle ? new RandomStream(fold.SeedOf(seed), RandomPurpose.HeldBackRows, fold.Repeat, fold.Number) : null));
    }

    private void RequireEveryClass(ValidationSection section, SplitRows rows)
    {
        string instead = section.Splitter is StratifiedKFold ? "k_fold" : "group_k_fold";
        if (rows.Classes is not { } classes)
            throw section.Kind.Error($"only classes can be stratified, and the target is a number. Use {instead}.");

        int folds = section.Splitter is StratifiedKFold plain ? plain.Folds : ((StratifiedGroupKFold)section.Splitter).Folds;
        var (number, count) = classes.CountBy(each => each).MinBy(entry => entry.Value);
        if (count < folds)
        {
            throw section.At.Error(
                $"every fold needs a row of every class, and class {data.Rows.Classes[number]} has {count}{(section == validation ? "" : " among the training rows of a fold")}, which do not reach {folds} folds. " +
                (count < 2 ? $"Use {instead}." : $"Use at most {count} folds, or {instead}."));
        }
    }

    private int[] Given(RowLabels labels)
    {
        int[] folds =
        [
            .. labels.Names.Select(name => int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int fold) && fold >= -1
                ? fold
                : throw validation.Fold!.Error(
                    $"the folds of rows are whole numbers, and -1 for rows that are never judged; {Shown.Plain(labels.Column)} has {Shown.Quoted(name)}. Correct the column.")),
        ];
        return Array.ConvertAll(labels.OfRow, label => folds[label]);
    }
}
