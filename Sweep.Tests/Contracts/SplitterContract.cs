using FsCheck;
using FsCheck.Fluent;
using Sweep.Core.Data;
using Sweep.Core.Numerics;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Validation;

namespace Sweep.Tests.Contracts;

/// <summary>What every splitter must do.</summary>
public class SplitterContract
{
    public static TheoryData<string> Names() => [.. Splitters.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_row_is_judged_once_at_most_and_never_by_a_fold_that_learned_from_it(string name) =>
        Prop.ForAll(Cases, sample =>
        {
            var (rows, folds, seed) = sample;
            var split = Split(name, rows, folds, seed);
            int[] judged = [.. split.SelectMany(fold => fold.Validation).Order()];
            return judged.Distinct().SequenceEqual(judged)
                && (split.Count == 1 || (split.Count == folds && judged.Length == rows))
                && split.All(fold => fold.Training.Concat(fold.Validation).Order().SequenceEqual(Enumerable.Range(0, rows)))
                && split.All(fold => fold.Training.SequenceEqual(fold.Training.Order()) && fold.Validation.SequenceEqual(fold.Validation.Order()));
        }).Hold();

    [Theory]
    [MemberData(nameof(Names))]
    public void Folds_differ_by_one_row_at_most(string name) =>
        Prop.ForAll(Cases, sample =>
        {
            var sizes = Split(name, sample.Rows, sample.Folds, sample.Seed).Select(fold => fold.Validation.Length).ToArray();
            return sizes.Max() - sizes.Min() <= 1;
        }).Hold();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_folds_and_another_seed_others(string name)
    {
        Assert.Equal(Text(Split(name, 40, 4, 1)), Text(Split(name, 40, 4, 1)));
        Assert.NotEqual(Text(Split(name, 40, 4, 1)), Text(Split(name, 40, 4, 2)));
    }

    private static Arbitrary<(int Rows, int Folds, int Seed)> Cases =>
        (from folds in Gen.Choose(2, 8) from rows in Gen.Choose(3 * folds, 60) from seed in Gen.Choose(0, 1000) select (rows, folds, seed)).ToArbitrary();

    private static IReadOnlyList<Fold> Split(string name, int rows, int folds, int seed)
    {
        var splitter = Splitters.Catalog.Create(name);
        var (setting, property) = ComponentSettings.Of(splitter).Single();
        ComponentSettings.Set(splitter, property, setting == "folds" ? folds : (object)(1.0 / folds));
        int[] classes = [.. Enumerable.Range(0, rows).Select(row => row % 3)];
        return splitter.Split(rows, classes, new RandomStream((ulong)seed, RandomPurpose.Folds));
    }

    private static string Text(IReadOnlyList<Fold> folds) => string.Join(";", folds.Select(fold => string.Join(",", fold.Validation)));
}
