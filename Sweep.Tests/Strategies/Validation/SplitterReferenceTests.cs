using System.Globalization;
using System.Text.Json;
using Sweep.Core.Data;
using Sweep.Core.Numerics;
using Sweep.Strategies.Validation;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Strategies.Validation;

/// <summary>All cases of splits.json: whatever has no line here fails.</summary>
public class SplitterReferenceTests
{
    // What scikit-learn takes where nothing is said.
    private const int Draws = 10;

    private static readonly ReferenceFile _file = ReferenceFile.Load("splits.json");

    /// <summary>The splitters by the file's names; a repeat is a split with another stream.</summary>
    private static readonly Dictionary<string, Func<JsonElement, ISplitter>> _splitters = new()
    {
        ["KFold"] = with => new KFold { Folds = Folds(with) },
        ["StratifiedKFold"] = with => new StratifiedKFold { Folds = Folds(with) },
        ["RepeatedKFold"] = with => new KFold { Folds = Folds(with) },
        ["RepeatedStratifiedKFold"] = with => new StratifiedKFold { Folds = Folds(with) },
        ["GroupKFold"] = with => new GroupKFold { Folds = Folds(with) },
        ["StratifiedGroupKFold"] = with => new StratifiedGroupKFold { Folds = Folds(with) },
        ["ShuffleSplit"] = with => Size(with, "test_size") is { } test
            ? new ShuffleSplit { Folds = Draws, TestSize = test, TrainSize = Size(with, "train_size") }
            : new ShuffleSplit { Folds = Draws, TrainSize = Size(with, "train_size") },
        ["StratifiedShuffleSplit"] = with => new StratifiedShuffleSplit { Folds = Draws, TestSize = Size(with, "test_size")!.Value },
        ["LeaveOneOut"] = _ => new LeaveOneOut(),
        ["LeavePOut"] = with => new LeavePOut { P = with.GetProperty("p").GetInt32() },
        ["LeaveOneGroupOut"] = _ => new LeaveOneGroupOut(),
        ["LeavePGroupsOut"] = with => new LeavePGroupsOut { P = with.GetProperty("n_groups").GetInt32() },
        ["TimeSeriesSplit"] = with => new TimeSeriesSplit
        {
            Folds = Folds(with),
            Gap = Whole(with, "gap") ?? 0,
            TestSize = Whole(with, "test_size"),
            MaxTrainSize = Whole(with, "max_train_size"),
        },
        ["PredefinedSplit"] = _ => new PredefinedSplit(),
    };

    public static TheoryData<string> Cases(string match) =>
        [.. _file.Cases.Where(each => each.GetProperty("match").GetString() == match).Select(each => each.GetProperty("id").GetString()!)];

    public static TheoryData<string> Refusals() => Cases("must be rejected");

    [Theory]
    [MemberData(nameof(Cases), "exact")]
    public void Folds_without_chance_are_those_of_the_reference(string id)
    {
        var (each, expected) = (_file[id], _file[id].GetProperty("expected"));
        var splitter = Splitter(each);
        var folds = splitter.Split(Rows(each), random: null);

        Assert.Equal(Lists(expected.GetProperty("test")), folds.Select(fold => fold.Validation));
        Assert.Equal(expected.GetProperty("n_splits").GetInt64(), splitter.CountFolds(Rows(each)));
        if (expected.TryGetProperty("train", out var train))
            Assert.Equal(Lists(train), folds.Select(fold => fold.Training));
        else
            Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, Rows(each).Count), fold.Training.Concat(fold.Validation).Order()));
    }

    [Theory]
    [MemberData(nameof(Cases), "invariants")]
    public void Folds_by_chance_keep_what_the_reference_says_of_every_seed(string id)
    {
        var (each, expected) = (_file[id], _file[id].GetProperty("expected"));
        int repeats = Whole(each.GetProperty("params"), "n_repeats") ?? 1;
        var splits = Enumerable.Range(0, repeats).Select(repeat => Splitter(each).Split(Rows(each), new RandomStream(5, RandomPurpose.Folds, repeat))).ToArray();
        Fold[] folds = [.. splits.SelectMany(split => split)];
        Assert.Equal(folds.Length, splits.Sum(split => split.Count));
        Assert.Equal(repeats, splits.Select(split => string.Join(';', split.Select(fold => string.Join(',', fold.Validation)))).Distinct().Count());

        // Every property that a case expects is looked at.
        Assert.All(expected.EnumerateObject(), property =>
        {
            switch (property.Name)
            {
                case "n_splits_total": Assert.Equal(property.Value.GetInt32(), folds.Length); break;
                case "n_test": Assert.All(folds, fold => Assert.Equal(property.Value.GetInt32(), fold.Validation.Length)); break;
                case "n_train": Assert.All(folds, fold => Assert.Equal(property.Value.GetInt32(), fold.Training.Length)); break;
                case "fold_size_min": Assert.Equal(property.Value.GetInt32(), folds.Min(fold => fold.Validation.Length)); break;
                case "fold_size_max": Assert.Equal(property.Value.GetInt32(), folds.Max(fold => fold.Validation.Length)); break;
                case "fold_sizes_sorted_per_repeat":
                    Assert.All(splits, split => Assert.Equal(ReferenceFile.Integers(property.Value), split.Select(fold => fold.Validation.Length).Order())); break;
                case "each_sample_tested_times":
                    Assert.All(
                        Enumerable.Range(0, Rows(each).Count), row => Assert.Equal(property.Value.GetInt32(), folds.Count(fold => fold.Validation.Contains(row)))); break;
                case "per_class_test_count_min": AssertCounts((bound, count) => count >= bound); break;
                case "per_class_test_count_max": AssertCounts((bound, count) => count <= bound); break;
                default: Assert.Fail($"{id} expects {property.Name}, which nothing looks at."); break;
            }

            void AssertCounts(Func<int, int, bool> holds)
            {
                int[] classes = Rows(each).Classes!;
                foreach (var bound in property.Value.EnumerateObject())
                {
                    int number = int.Parse(bound.Name, CultureInfo.InvariantCulture);
                    Assert.All(folds, fold => Assert.True(holds(bound.Value.GetInt32(), fold.Validation.Count(row => classes[row] == number))));
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_the_reference_rejects_is_rejected_with_a_reason(string id)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Splitter(_file[id]).CountFolds(Rows(_file[id])));

        string message = error.Message.Split(" (Parameter")[0];
        Assert.Equal(
            id switch
            {
                "error/0-KFold" => "Folds must be at least 2; got 1.",
                "error/1-KFold" => "10 rows do not reach 11 folds. Use at most 10 folds.",
                "error/2-StratifiedKFold" => "No class reaches 4 folds: the largest has 3 rows. Use at most 3 folds.",
                "error/3-GroupKFold" => "3 groups do not reach 4 folds, as groups stay whole. Use at most 3 folds.",
                "error/4-TimeSeriesSplit" => "5 rows do not reach 5 folds, each of which learns from rows before it. Use fewer folds.",
                "error/5-TimeSeriesSplit" => "3 folds of 4 rows and a gap of 9 leave none of 20 rows to learn from. Use fewer folds, a smaller test_size or a smaller gap.",
                "error/6-LeaveOneGroupOut" => "All rows are of 1 group: without it none is left to learn from. Use another column, or k_fold.",
                "error/7-StratifiedShuffleSplit" => "A class with 1 row cannot be both learned and judged. Leave it out, or use shuffle_split.",
                // Another file of the same schema has other cases; that they are refused is what counts there.
                _ => message,
            },
            message);
    }

    private static IEnumerable<int[]> Lists(JsonElement lists) => lists.EnumerateArray().Select(ReferenceFile.Integers);

    private static ISplitter Splitter(JsonElement each) => _splitters[each.GetProperty("splitter").GetString()!](each.GetProperty("params"));

    private static int Folds(JsonElement with) => with.GetProperty("n_splits").GetInt32();

    private static int? Whole(JsonElement with, string name) =>
        with.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static PartSize? Size(JsonElement with, string name) =>
        with.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? PartSize.Of(value.GetDouble()) : null;

    private static SplitRows Rows(JsonElement each)
    {
        var input = each.GetProperty("input");
        int[]? classes = Labels(input, "y"), groups = Labels(input, "groups");
        int[]? folds = input.TryGetProperty("test_fold", out var given) ? ReferenceFile.Integers(given) : null;
        return new SplitRows(classes?.Length ?? groups?.Length ?? folds?.Length ?? input.GetProperty("n").GetInt32()) { Classes = classes, Groups = groups, Folds = folds };
    }

    // Labels may be text; each is known by its place among the distinct ones, in sorted order.
    private static int[]? Labels(JsonElement input, string name)
    {
        if (!input.TryGetProperty(name, out var values))
            return null;
        string[] labels = [.. values.EnumerateArray().Select(label => label.ToString())];
        string[] sorted = [.. labels.Distinct().OrderBy(label => int.TryParse(label, CultureInfo.InvariantCulture, out int number) ? number : 0).ThenBy(label => label, StringComparer.Ordinal)];
        return Array.ConvertAll(labels, label => Array.IndexOf(sorted, label));
    }
}
