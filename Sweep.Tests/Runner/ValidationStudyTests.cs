using Sweep.Core.Data;
using Sweep.Runner.Objectives;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.Validation;

namespace Sweep.Tests.Runner;

public class ValidationStudyTests
{
    public static TheoryData<string> Kinds() => [.. Splitters.Catalog.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_study_of_any_kind_of_validation_gives_the_same_digest_with_any_number_of_workers(string kind)
    {
        using var folder = new TemporaryFolder();
        string study = ValidationStudy.Write(folder, ValidationStudy.Sections[kind]);
        string[] digests = [.. new[] { 1, 2, 7 }.Select(workers => Digest(study, folder, workers))];

        Assert.Single(digests.Distinct());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_are_held_back_of_the_training_rows_and_the_fold_keeps_its_own(string kind)
    {
        using var folder = new TemporaryFolder();
        string section = ValidationStudy.Sections[kind];
        var plain = Folds(ValidationStudy.Write(folder, section), out _);
        var held = Folds(ValidationStudy.Write(folder, section, ("epochs: 2,", "epochs: 2, early_stopping: { share: 0.3 },")), out var network);

        Assert.Equal(plain.Length, held.Length);
        Assert.All(plain.Zip(held), pair =>
        {
            Assert.Equal(pair.First.Validation, pair.Second.Validation);
            Assert.NotEmpty(pair.Second.HeldBack);
            Assert.Equal(pair.First.Training, pair.Second.Training.Concat(pair.Second.HeldBack).Order());
            if (network.Groups is { } groups)
                Assert.Empty(pair.Second.Training.Select(row => groups[row]).Intersect(pair.Second.HeldBack.Select(row => groups[row])));
            if (kind == "time_series")
                Assert.True(pair.Second.Training[^1] < pair.Second.HeldBack[0], "What decides when to stop comes after what is learned.");
        });
    }

    [Fact]
    public void The_first_seed_gives_the_bits_of_a_study_without_seeds_and_the_others_give_others()
    {
        using TemporaryFolder plain = new(), several = new();
        Run(ValidationStudy.Write(plain, "{ kind: k_fold, folds: 3 }"), plain);
        Run(ValidationStudy.Write(several, "{ kind: k_fold, folds: 3, seeds: 3 }"), several);
        string[] one = Column<string>(plain, "fits", "weights_digest"), three = Column<string>(several, "fits", "weights_digest");
        long[] seeds = Column<long>(several, "fits", "seed_number"), folds = Column<long>(several, "fits", "fold");

        Assert.Equal(one, three.Where((_, fit) => seeds[fit] == 0));
        Assert.Equal(three.Length, three.Distinct().Count());
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2], folds[..9]);
    }

    [Fact]
    public void The_score_of_a_fold_is_the_mean_over_its_seeds_and_the_deviation_counts_folds()
    {
        using var folder = new TemporaryFolder();
        Run(ValidationStudy.Write(folder, "{ kind: k_fold, folds: 3, seeds: 4 }"), folder);
        double[][] folds = [.. Column<double>(folder, "fits", "objective")[..12].Chunk(4)];
        double[] means = [.. folds.Select(scores => scores.Average())];

        Assert.Equal(means.Average(), Column<double>(folder, "trials", "objective")[0], 1e-12);
        Assert.Equal(Deviation(means), Column<double>(folder, "trials", "objective_sd")[0], 1e-12);
        Assert.Equal(3, Column<long>(folder, "trials", "objective_count")[0]);
        Assert.Equal(Math.Sqrt(folds.Average(scores => Deviation(scores) * Deviation(scores))), Column<double>(folder, "trials", "objective_seed_sd")[0], 1e-12);

        static double Deviation(double[] values) => Math.Sqrt(values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1));
    }

    [Fact]
    public void Inner_folds_split_the_training_rows_of_their_fold_and_scale_by_their_own()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(ValidationStudy.Write(folder, "{ kind: stratified_k_fold, folds: 3, repeats: 2, inner: { kind: stratified_k_fold, folds: 4 } }"));
        var network = (NetworkObjective)study.Objective;

        Assert.Equal((6, 30), (study.JudgingFolds, study.Folds.Count));
        Assert.All(study.Folds.Index(), fold => Assert.Equal((fold.Index, fold.Index >= 6), (fold.Item.Index, fold.Item.Inner is not null)));
        foreach (var outer in study.Folds.Take(6))
        {
            var inner = study.Folds.Skip(6).Where(fold => (fold.Repeat, fold.Number) == (outer.Repeat, outer.Number)).ToArray();
            Assert.Equal([0, 1, 2, 3], inner.Select(fold => fold.Inner!.Value));
            Assert.Equal(network.Folds[outer.Index].Rows.Training, inner.SelectMany(fold => network.Folds[fold.Index].Rows.Validation).Order());
            Assert.All(inner, fold =>
            {
                var (rows, scaler) = (network.Folds[fold.Index].Rows, network.Folds[fold.Index].Scaler);
                Assert.Equal(network.Folds[outer.Index].Rows.Training, rows.Training.Concat(rows.Validation).Order());
                Assert.Equal(Standardizer.Fit(network.Data, rows.Training).Mean, scaler.Mean);
            });
        }
    }

    [Fact]
    public void A_nested_study_s_objective_is_that_of_the_same_study_without_inner_folds()
    {
        using TemporaryFolder plain = new(), nested = new();
        Run(ValidationStudy.Write(plain, "{ kind: k_fold, folds: 3 }"), plain);
        string output = Run(ValidationStudy.Write(nested, "{ kind: k_fold, folds: 3, inner: { kind: k_fold, folds: 2 } }"), nested);

        Assert.Equal(Column<double>(plain, "trials", "objective"), Column<double>(nested, "trials", "objective"));
        Assert.Equal(Column<string>(plain, "fits", "weights_digest").Length * 3, Column<string>(nested, "fits", "weights_digest").Distinct().Count());
        Assert.Contains("Nested: in each of 3 outer folds the setting with the best mean over the inner folds was chosen", output, StringComparison.Ordinal);
        Assert.Contains("Chosen by inner folds, settings are worth ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_groups_and_folds_are_no_features()
    {
        using var folder = new TemporaryFolder();
        var grouped = (NetworkObjective)StudyReader.Read(ValidationStudy.Write(folder, ValidationStudy.Sections["group_k_fold"], ("target: class", "target: class, columns: [a, b]"))).Objective;
        var given = (NetworkObjective)StudyReader.Read(ValidationStudy.Write(folder, "{ kind: predefined, fold: part }", ("target: class", "target: class, categorical: [site]"))).Objective;

        Assert.Equal(["a", "b"], grouped.Data.FeatureNames);
        Assert.Equal(["a", "b", "site"], given.Data.FeatureNames);
        Assert.Equal([.. Enumerable.Range(0, 24).Select(row => row / 3)], grouped.Groups!);
        // The column has row % 4 − 1.
        Assert.Equal([[1, 5, 9, 13, 17, 21], [2, 6, 10, 14, 18, 22], [3, 7, 11, 15, 19, 23]], given.Folds.Select(fold => fold.Rows.Validation));
    }

    [Fact]
    public void A_command_is_handed_another_seed_for_each_training_on_a_fold()
    {
        var folds = new[] { 0, 1, 2 }.Select(number => new StudyFold(number, 0, 1) { SeedNumber = number }).ToArray();
        ulong[] seeds = [.. folds.Append(folds[0] with { Inner = 0 }).Append(folds[1] with { Inner = 0 }).Select(fold => fold.SeedOf(5))];

        Assert.Equal(5ul, seeds[0]);
        Assert.Equal(5, seeds.Distinct().Count());
    }

    private static Fold[] Folds(string study, out NetworkObjective network)
    {
        network = (NetworkObjective)StudyReader.Read(study).Objective;
        return [.. network.Folds.Select(fold => fold.Rows)];
    }

    private static string Digest(string study, TemporaryFolder folder, int workers)
    {
        string results = Path.Combine(folder.Path, $"results-{workers}");
        var (exitCode, _, error) = HyperSweep.Run("run", study, "--quiet", "--workers", $"{workers}", "--output", results);
        Assert.Equal((0, ""), (exitCode, error));
        return ResultDigest.Of(results);
    }

    private static string Run(string study, TemporaryFolder folder)
    {
        var (exitCode, output, error) = HyperSweep.Run("run", study, "--quiet", "--output", Path.Combine(folder.Path, "results"));
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    private static T[] Column<T>(TemporaryFolder folder, string table, string column) => TestStudy.Column<T>(Path.Combine(folder.Path, "results"), table, column);
}
