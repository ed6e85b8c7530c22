using System.Globalization;
using System.Text.Json;
using Sweep.Core.Data;
using Sweep.Core.Numerics;
using Sweep.Strategies.Validation;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Strategies.Validation;

public class SplitterReferenceTests
{
    private static readonly ReferenceFile _file = ReferenceFile.Load("splits.json");

    /// <summary>The splitters that are built, by the file's names; a repeat is a split with another stream. The others are not built yet.</summary>
    private static readonly Dictionary<string, Func<int, ISplitter>> _splitters = new()
    {
        ["KFold"] = folds => new KFold { Folds = folds },
        ["StratifiedKFold"] = folds => new StratifiedKFold { Folds = folds },
        ["RepeatedKFold"] = folds => new KFold { Folds = folds },
        ["RepeatedStratifiedKFold"] = folds => new StratifiedKFold { Folds = folds },
    };

    public static TheoryData<string> Cases(string match) =>
        [.. _file.Cases.Where(each => each.GetProperty("match").GetString() == match && _splitters.ContainsKey(each.GetProperty("splitter").GetString()!))
            .Select(each => each.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases), "exact")]
    public void Unshuffled_folds_are_those_of_the_reference(string id)
    {
        var folds = Split(_file[id], random: null);

        Assert.Equal(
            _file[id].GetProperty("expected").GetProperty("test").EnumerateArray().Select(ReferenceFile.Integers),
            folds.Select(fold => fold.Validation));
    }

    [Theory]
    [MemberData(nameof(Cases), "invariants")]
    public void Shuffled_repeats_keep_what_the_reference_says_of_every_seed(string id)
    {
        var (each, expected) = (_file[id], _file[id].GetProperty("expected"));
        int repeats = each.GetProperty("params").GetProperty("n_repeats").GetInt32();
        var splits = Enumerable.Range(0, repeats).Select(repeat => Split(each, new RandomStream(5, RandomPurpose.Folds, repeat))).ToArray();

        Assert.Equal(expected.GetProperty("n_splits_total").GetInt32(), splits.Sum(split => split.Count));
        var tested = splits.SelectMany(split => split).SelectMany(fold => fold.Validation).CountBy(row => row);
        Assert.All(tested, row => Assert.Equal(expected.GetProperty("each_sample_tested_times").GetInt32(), row.Value));
        Assert.Equal(repeats, splits.Select(split => string.Join(';', split.Select(fold => string.Join(',', fold.Validation)))).Distinct().Count());
        foreach (var split in splits)
        {
            int[] sizes = [.. split.Select(fold => fold.Validation.Length).Order()];
            if (expected.TryGetProperty("fold_sizes_sorted_per_repeat", out var sorted))
                Assert.Equal(ReferenceFile.Integers(sorted), sizes);
            if (!expected.TryGetProperty("per_class_test_count_min", out var least))
                continue;
            Assert.InRange(sizes[0], expected.GetProperty("fold_size_min").GetInt32(), sizes[^1]);
            Assert.InRange(sizes[^1], sizes[0], expected.GetProperty("fold_size_max").GetInt32());
            int[] classes = Classes(each)!;
            foreach (var name in least.EnumerateObject())
            {
                int number = int.Parse(name.Name, CultureInfo.InvariantCulture);
                int most = expected.GetProperty("per_class_test_count_max").GetProperty(name.Name).GetInt32();
                Assert.All(split, fold => Assert.InRange(fold.Validation.Count(row => classes[row] == number), name.Value.GetInt32(), most));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases), "must be rejected")]
    public void What_the_reference_rejects_is_rejected(string id) =>
        Assert.ThrowsAny<ArgumentException>(() => Split(_file[id], random: null));

    private static IReadOnlyList<Fold> Split(JsonElement each, RandomStream? random)
    {
        int[]? classes = Classes(each);
        int rows = classes?.Length ?? each.GetProperty("input").GetProperty("n").GetInt32();
        int folds = each.GetProperty("params").GetProperty("n_splits").GetInt32();
        return _splitters[each.GetProperty("splitter").GetString()!](folds).Split(rows, classes, random);
    }

    // Labels may be text; a class is known by its label's place among the distinct ones, in sorted order.
    private static int[]? Classes(JsonElement each)
    {
        if (!each.GetProperty("input").TryGetProperty("y", out var y))
            return null;
        string[] labels = [.. y.EnumerateArray().Select(label => label.ToString())];
        string[] sorted = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        return Array.ConvertAll(labels, label => Array.IndexOf(sorted, label));
    }
}
