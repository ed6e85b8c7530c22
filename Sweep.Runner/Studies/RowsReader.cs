using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>Reads what the rows of a file are: a table as it stands, images, sequences, windows of a time series, or sparse rows.</summary>
internal sealed class RowsReader
{
    private const int MostSteps = 1_000_000;
    private const int MostFeatures = 1 << 24;

    private readonly StudyNode? _node;
    private readonly StudySection? _section;
    private readonly string _kind;

    /// <summary>Reads the section "rows", which may be missing.</summary>
    /// <param name="node">The section.</param>
    /// <param name="isSparseFile">Whether the file has sparse rows and no others.</param>
    public RowsReader(StudyNode? node, bool isSparseFile)
    {
        _node = node;
        _kind = node is null ? isSparseFile ? "sparse" : "table" : node.IsScalar ? node.Text() : node.Key("kind").Text();
        string[] settings = _kind switch
        {
            "sparse" when isSparseFile => ["first_index", "features"],
            "table" or "sparse" => [],
            "images" => ["height", "width", "channels"],
            "sequences" => ["steps"],
            "windows" => ["length", "horizon"],
            _ => throw (node!.IsScalar ? node : node.Key("kind")).Error(
                $"there is no kind of rows named {Shown.Quoted(_kind)}.{Nearest.Hint(_kind, ["images", "sequences", "sparse", "table", "windows"])} "
                + "Known: images, sequences, sparse, table, windows."),
        };
        if (isSparseFile && !IsSparse)
            throw node!.Error("the rows of this file are sparse. Leave it out.");
        if (node is { IsScalar: false })
            _section = node.Section(["kind", .. settings]);
        else if (settings.Length > 0 && _kind is not ("images" or "sparse"))
            throw node!.Error($"rows of this kind need settings: {{ kind: {_kind}, {settings[0]}: … }}.");
    }

    /// <summary>Whether rows are those of a table, as they stand.</summary>
    public bool IsTable => _kind == "table";

    /// <summary>Whether rows are sparse.</summary>
    public bool IsSparse => _kind == "sparse";

    /// <summary>What the features of a file of sparse rows count from; null: it is not said.</summary>
    public int? FirstIndex => _section?.Find("first_index") is { } node ? node.Checked(() => Check.Between(0, 1, node.Integer(), "First index")) : null;

    /// <summary>How many features the rows of a file of sparse rows have; null: it is not said.</summary>
    public int? FeatureCount => _section?.Find("features")?.Count(MostFeatures, "Features");

    /// <summary>Whether rows are points of time, whose target is a feature of later ones.</summary>
    public bool AreWindows => _kind == "windows";

    /// <summary>Makes the rows that a network sees of those that the file has.</summary>
    /// <param name="table">The rows of the file.</param>
    /// <param name="shape">How they lie, where the file says it.</param>
    public Dataset Of(Dataset table, Shape? shape) => _kind switch
    {
        "images" => Images(table, shape),
        "sequences" => Sequences(table, Size("steps")),
        "windows" => Windows(table),
        "sparse" => table.AsSparse(),
        _ => table,
    };

    // The sizes stand in the study file, or else in the data file: [height, width] or [height, width, channels].
    private Dataset Images(Dataset table, Shape? shape)
    {
        bool isSized = _section?.Find("height") is not null || _section?.Find("width") is not null;
        if (!isSized && shape is { Rank: 2 or 3 })
            return Shaped(table, shape[0], shape[1], shape.Rank == 3 ? shape[2] : 1);
        return _section is null
            ? throw _node!.Error("rows of this kind need settings: { kind: images, height: … }. The data file does not say how large its images are.")
            : Shaped(table, Size("height"), Size("width"), _section.Find("channels") is null ? 1 : Size("channels"));
    }

    private Dataset Sequences(Dataset table, int steps) => table.FeatureNames.Count % steps == 0
        ? Shaped(table, steps, table.FeatureNames.Count / steps)
        : throw _section!.Get("steps").Error($"{table.FeatureNames.Count} features can't be {steps} steps of equally many. Use a divisor of {table.FeatureNames.Count}.");

    private Dataset Shaped(Dataset table, params int[] sizes)
    {
        long count = sizes.Aggregate(1L, (product, size) => product * size);
        return count == table.FeatureNames.Count
            ? table.As(new Shape(sizes))
            : throw _node!.Error(
                $"{string.Join(" × ", sizes)} make {count} values; the file has {table.FeatureNames.Count} features. Give columns, or other sizes.");
    }

    private Dataset Windows(Dataset table)
    {
        if (table.Target != TargetKind.Number)
            throw _node!.Error("windows predict a number that comes later, and the loss makes classes of the target. Use mean_squared_error.");
        int horizon = _section!.Find("horizon") is null ? 1 : Size("horizon");
        return _node!.Checked(() => TimeSeries.Windows(table, Size("length"), horizon));
    }

    private int Size(string key) => _section!.Get(key).Count(MostSteps, char.ToUpperInvariant(key[0]) + key[1..]);
}
