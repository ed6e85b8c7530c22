using FsCheck;
using FsCheck.Fluent;
using Sweep.Core.Data;
using Sweep.Core.Numerics;
using Sweep.Strategies.Validation;

namespace Sweep.Tests.Contracts;

/// <summary>What every splitter must do, on random rows: sizes, classes, groups and seeds.</summary>
public class SplitterContract
{
    // Settings that rows of the cases below always allow. What is listed and has no line here fails.
    private static readonly Dictionary<string, Func<int, ISplitter>> _splitters = new()
    {
        ["hold_out"] = folds => new HoldOut { Share = 1.0 / folds },
        ["k_fold"] = folds => new KFold { Folds = folds },
        ["stratified_k_fold"] = folds => new StratifiedKFold { Folds = folds },
        ["group_k_fold"] = folds => new GroupKFold { Folds = folds },
        ["stratified_group_k_fold"] = folds => new StratifiedGroupKFold { Folds = folds },
        ["shuffle_split"] = folds => new ShuffleSplit { Folds = folds, TestSize = PartSize.Of(0.3), TrainSize = PartSize.Of(0.5) },
        ["stratified_shuffle_split"] = folds => new StratifiedShuffleSplit { Folds = folds, TestSize = PartSize.Of(0.3) },
        ["group_shuffle_split"] = folds => new GroupShuffleSplit { Folds = folds, TestSize = PartSize.Of(0.3) },
        ["leave_one_out"] = _ => new LeaveOneOut(),
        ["leave_p_out"] = _ => new LeavePOut { P = 2 },
        ["leave_one_group_out"] = _ => new LeaveOneGroupOut(),
        ["leave_p_groups_out"] = _ => new LeavePGroupsOut { P = 2 },
        ["time_series"] = folds => new TimeSeriesSplit { Folds = folds, Gap = folds % 3 },
        ["predefined"] = _ => new PredefinedSplit(),
    };

    private static readonly string[] _partitions =
        ["k_fold", "stratified_k_fold", "group_k_fold", "stratified_group_k_fold", "leave_one_out", "leave_one_group_out"];

    public static TheoryData<string> Names() => [.. Splitters.Catalog.Names];

    public static TheoryData<string> Partitions() => [.. _partitions];

    public static TheoryData<string> With(SplitNeeds need) => [.. Splitters.Catalog.Names.Where(name => Splitters.Catalog.Create(name).Needs.HasFlag(need))];

    public static TheoryData<string> By(SplitOrder order) => [.. Splitters.Catalog.Names.Where(name => Splitters.Catalog.Create(name).Order == order)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_fold_is_judged_by_a_row_that_it_learned_from_or_has_no_row_or_two_of_one(string name) =>
        Prop.ForAll(Cases, sample =>
        {
            var folds = Split(name, sample);
            return folds.Count == _splitters[name](sample.Folds).CountFolds(sample.Rows)
                && folds.All(fold => fold.Training.Length > 0 && fold.Validation.Length > 0
                    && Ascends(fold.Training) && Ascends(fold.Validation)
                    && !fold.Training.Intersect(fold.Validation).Any()
                    && fold.Training.Concat(fold.Validation).All(row => row >= 0 && row < sample.Rows.Count));
        }).Hold();

    [Theory]
    [MemberData(nameof(Partitions))]
    public void Folds_of_these_kinds_judge_every_row_once_and_learn_from_all_others(string name) =>
        Prop.ForAll(Cases, sample =>
        {
            var folds = Split(name, sample);
            return folds.SelectMany(fold => fold.Validation).Order().SequenceEqual(Enumerable.Range(0, sample.Rows.Count))
                && folds.All(fold => fold.Training.Length + fold.Validation.Length == sample.Rows.Count);
        }).Hold();

    [Theory]
    [InlineData("k_fold")]
    [InlineData("stratified_k_fold")]
    public void Folds_differ_by_one_row_at_most(string name) =>
        Prop.ForAll(Cases, sample =>
        {
            int[] sizes = [.. Split(name, sample).Select(fold => fold.Validation.Length)];
            return sizes.Max() - sizes.Min() <= 1;
        }).Hold();

    [Fact]
    public void Drawn_rows_have_of_every_class_its_share_to_within_one_row() =>
        Prop.ForAll(Cases, sample => Split("stratified_shuffle_split", sample).All(fold => sample.Rows.Classes!.CountBy(number => number).All(each =>
            Math.Abs(fold.Validation.Count(row => sample.Rows.Classes![row] == each.Key) - (double)each.Value * fold.Validation.Length / sample.Rows.Count) < 1))).Hold();

    [Fact]
    public void Stratified_folds_have_as_many_rows_of_a_class_as_each_other_to_within_one() =>
        Prop.ForAll(Cases, sample => sample.Rows.Classes!.Distinct().All(number =>
        {
            int[] counts = [.. Split("stratified_k_fold", sample).Select(fold => fold.Validation.Count(row => sample.Rows.Classes![row] == number))];
            return counts.Max() - counts.Min() <= 1;
        })).Hold();

    [Theory]
    [MemberData(nameof(With), SplitNeeds.Groups)]
    public void A_group_is_learned_from_or_judged_by_and_never_both(string name) =>
        Prop.ForAll(Cases, sample => Split(name, sample).All(fold =>
        {
            var judged = fold.Validation.Select(row => sample.Rows.Groups![row]).ToHashSet();
            return !fold.Training.Any(row => judged.Contains(sample.Rows.Groups![row]))
                && sample.Rows.Groups!.Index().Where(each => judged.Contains(each.Item)).All(each => fold.Validation.Contains(each.Index));
        })).Hold();

    [Theory]
    [MemberData(nameof(By), SplitOrder.Time)]
    public void What_walks_through_time_never_learns_from_later_rows(string name) =>
        Prop.ForAll(Cases, sample => Split(name, sample).All(fold => fold.Training[^1] + (sample.Folds % 3) < fold.Validation[0])).Hold();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_folds_whatever_was_split_before(string name)
    {
        var sample = (Rows: RowsOf(90, 3, 20, seed: 1), Folds: 3, Seed: 7);
        string[] repeats = [.. Enumerable.Range(0, 4).Select(repeat => Text(Split(name, sample, repeat)))];

        Assert.Equal(repeats, Enumerable.Range(0, 4).Reverse().Select(repeat => Text(Split(name, sample, repeat))).Reverse());
        var order = _splitters[name](3).Order;
        Assert.Equal(order is SplitOrder.Free or SplitOrder.Drawn ? 4 : 1, repeats.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(With), SplitNeeds.Groups)]
    [MemberData(nameof(With), SplitNeeds.Folds)]
    public void What_needs_to_know_more_of_rows_says_so(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => _splitters[name](2).Split(new SplitRows(10) { Classes = new int[10] }, new RandomStream(1, RandomPurpose.Folds)));

        Assert.StartsWith($"{name} needs to know ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(With), SplitNeeds.Classes)]
    public void Numbers_are_not_stratified(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => _splitters[name](2).CountFolds(new SplitRows(10) { Groups = [.. Enumerable.Range(0, 10)] }));

        Assert.StartsWith("Only classes can be stratified, and the target is a number. Use ", error.Message, StringComparison.Ordinal);
    }

    // Classes and groups in any order; each class reaches the folds, and so do the groups.
    private static Arbitrary<(SplitRows Rows, int Folds, int Seed)> Cases =>
        (from folds in Gen.Choose(2, 6)
         from classes in Gen.Choose(1, 3)
         from groups in Gen.Choose(folds + 2, 9)
         from rows in Gen.Choose(4 * folds * classes, 80)
         from seed in Gen.Choose(0, 1000)
         select (RowsOf(rows, classes, groups, seed), folds, seed)).ToArbitrary();

    private static SplitRows RowsOf(int rows, int classes, int groups, int seed)
    {
        var random = new RandomStream((ulong)seed, RandomPurpose.Search);
        int[] ofClass = [.. Enumerable.Range(0, rows).Select(row => row < 7 * classes ? row % classes : random.NextInt(classes))];
        int[] ofGroup = [.. Enumerable.Range(0, rows).Select(row => row < groups ? row : random.NextInt(groups) * random.NextInt(groups) / groups)];
        random.Shuffle(ofClass.AsSpan());
        random.Shuffle(ofGroup.AsSpan());
        return new SplitRows(rows) { Classes = ofClass, Groups = ofGroup, Folds = [.. Enumerable.Range(0, rows).Select(row => row < 2 ? row : random.NextInt(4) - 1)] };
    }

    private static IReadOnlyList<Fold> Split(string name, (SplitRows Rows, int Folds, int Seed) sample, int repeat = 0) =>
        _splitters[name](sample.Folds).Split(sample.Rows, new RandomStream((ulong)sample.Seed, RandomPurpose.Folds, repeat));

    private static bool Ascends(int[] rows) => rows.Zip(rows.Skip(1), (row, next) => row < next).All(ascends => ascends);

    // Which rows are judged together; the numbers of folds do not matter.
    private static string Text(IReadOnlyList<Fold> folds) => string.Join(";", folds.Select(fold => string.Join(",", fold.Validation)).Order(StringComparer.Ordinal));
}
