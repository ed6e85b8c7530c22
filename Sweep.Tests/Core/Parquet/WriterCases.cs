using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>The files that the writer's list asks for: read back here, and elsewhere by readers that are not ours.</summary>
internal static class WriterCases
{
    private static readonly ParquetOptions _plain = new() { Compression = ParquetCompression.None };

    private static readonly double[] _doubles =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, double.Epsilon, -double.Epsilon,
        2.2250738585072014e-308, double.MaxValue, double.MinValue, 0.1, -1.0 / 3,
    ];

    private static readonly float[] _floats =
    [
        float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, 0f, float.Epsilon, -float.Epsilon, 1.17549435e-38f, float.MaxValue,
        float.MinValue, 0.1f, -1f / 3,
    ];

    private static readonly string[] _texts =
    [
        "", "\0", "a\nb", "\"quoted\"", "'", "\U0001F600", "e\u0301", "\u05E9\u05DC\u05D5\u05DD", "\uFEFFfirst", "\U0010FFFF",
        new('x', 70_000), new('\u00E9', 1 << 19),
    ];

    private static readonly DateTime[] _moments =
    [
        DateTime.UnixEpoch, DateTime.UnixEpoch.AddTicks(-1), new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), new(2026, 7, 1, 12, 0, 0, DateTimeKind.Local),
    ];

    public static IReadOnlyList<WriterCase> All { get; } =
    [
        .. EveryType(),
        new("W2", "w02-no-rows", EveryColumn(), []),
        .. new[] { 1, 131_072, 131_073 }.Select(rows => Of($"w03-{rows}-rows", "W3", ParquetType.Int32, Numbers(rows))),
        new("W4", "w04-nulls-in-one-row-group", EveryColumn(), MakeRows(20, i => i < 10 ? null : i)) { Options = new() { RowGroupRows = 10 } },
        new("W4", "w04-nulls-in-all", EveryColumn(), MakeRows(20, _ => null)) { Options = new() { RowGroupRows = 10, SplitFloats = true } },
        new("W5", "w05-nulls-alternating", EveryColumn(), MakeRows(1000, i => i % 2 == 0 ? null : i)),
        new("W5", "w05-nulls-in-runs", EveryColumn(), MakeRows(1000, i => i / 100 % 2 == 0 ? null : i)),
        new("W5", "w05-null-first", EveryColumn(), MakeRows(1000, i => i == 0 ? null : i)),
        new("W5", "w05-null-last", EveryColumn(), MakeRows(1000, i => i == 999 ? null : i)),
        Of("w06-doubles", "W6", ParquetType.Double, Boxed(_doubles)),
        Of("w06-doubles-in-a-dictionary", "W6", ParquetType.Double, Boxed(_doubles.SelectMany(value => Enumerable.Repeat(value, 20)))),
        Of("w06-doubles-split", "W6", ParquetType.Double, Boxed(_doubles), new() { SplitFloats = true }),
        Of("w06-floats", "W6", ParquetType.Float, Boxed(_floats)),
        Of("w06-floats-in-a-dictionary", "W6", ParquetType.Float, Boxed(_floats.SelectMany(value => Enumerable.Repeat(value, 20)))),
        Of("w06-floats-split", "W6", ParquetType.Float, Boxed(_floats), new() { SplitFloats = true }),
        Of("w07-nan", "W7", ParquetType.Double, Boxed(Enumerable.Range(0, 1000).Select(i => i % 10 == 7 ? double.NaN : i / 1000.0))),
        Of("w08-negative-zeros", "W8", ParquetType.Double, Boxed(Enumerable.Repeat(-0.0, 5))),
        Of("w08-positive-zeros", "W8", ParquetType.Float, Boxed(Enumerable.Repeat(0f, 5))),
        Of("w09-int32", "W9", ParquetType.Int32, Boxed(int.MinValue, int.MaxValue, int.MinValue, -1, 0, 1)),
        Of("w09-int64", "W9", ParquetType.Int64, Boxed(long.MaxValue, long.MinValue, long.MaxValue, -1, 0, 1)),
        .. new[] { 1, 2, 31, 32, 33, 34, 127, 128, 129, 130, 257 }.Select(rows => Of($"w10-{rows}-values", "W10", ParquetType.Int64, Longs(rows))),
        Of("w11-texts", "W11", ParquetType.String, Boxed(_texts)),
        Of("w12-half-a-pair", "W12", ParquetType.String, Boxed("a\ud800b", "\udc00", "ok")) with
        {
            Read = text => text switch { "a\ud800b" => "a\uFFFDb", "\udc00" => "\uFFFD", _ => text },
        },
        Of("w13-long-bounds", "W13", ParquetType.String, Boxed(new string('a', 63) + "\u00E9", new string('z', 65))),
        Of("w13-cut-in-a-character", "W13", ParquetType.String, Boxed(new string('a', 63) + "\u00E9", new string('z', 62) + "\U0001F600")),
        Of("w13-last-characters", "W13", ParquetType.String, Boxed("a", string.Concat(Enumerable.Repeat("\U0010FFFF", 17)))),
        Of("w14-order-of-bytes", "W14", ParquetType.String, Boxed("\U00010000", "\uFFFF")),
        .. new[] { 1, 2, 255, 256, 257, 65_536, 65_537 }.Select(entries => Of(
            $"w15-dictionary-of-{entries}", "W15", ParquetType.Int32, Boxed(Enumerable.Range(0, entries * 8).Select(i => i / 8 * 3)), new() { RowGroupRows = 1 << 20 })),
        Of("w16-timestamps", "W16", ParquetType.Timestamp, Boxed(_moments)) with { Read = moment => Floored((DateTime)moment!) },
        new("W17", "w17-names", [.. Names().Select(name => new ParquetColumn(name, ParquetType.Int32))], [[.. Names().Select((_, i) => (object)i)]]),
        Of("w19-metadata", "W19", ParquetType.Bool, Boxed(true)) with
        {
            Metadata = new Dictionary<string, string> { ["empty"] = "", ["\u00FC\U0001F600"] = "\u05D0", ["long"] = new('x', 100_000) },
        },
        Of("w22-pages", "W22", ParquetType.Double, Boxed(Enumerable.Range(0, 300_000).Select(i => i * 0.5)), new() { RowGroupRows = 300_000 }),
        new("W24", "w24-wide", [.. Enumerable.Range(0, 10_000).Select(i => new ParquetColumn($"c{i}", ParquetType.Int32))],
            Enumerable.Range(0, 2).Select(row => Enumerable.Range(row, 10_000).Select(i => (object?)i).ToArray())),
        Of("w24-tall", "W24", ParquetType.Int32, Numbers(1000), new() { RowGroupRows = 1 }),
    ];

    private static WriterCase[] EveryType()
    {
        var columns = EveryColumn();
        return [.. from compression in Enum.GetValues<ParquetCompression>()
            from split in new[] { false, true }
            select new WriterCase(
                "W1", $"w01-{compression}{(split ? "-split" : "")}".ToLowerInvariant(),
                [.. columns, .. columns.Select(column => column with { Name = column.Name + "_required", Optional = false })],
                MakeRows(1000, i => i % 5 == 3 ? null : i).Zip(MakeRows(1000, i => i), (some, all) => (object?[])[.. some, .. all]))
            {
                Options = new() { Compression = compression, SplitFloats = split, RowGroupRows = 600 },
            }];
    }

    private static ParquetColumn[] EveryColumn() =>
        [.. TestFile.WrittenTypes.Select(type => new ParquetColumn($"{type}".ToLowerInvariant(), type, Optional: true))];

    // Rows of a value of each type, made of the number that is given for the row, or null.
    private static IEnumerable<object?[]> MakeRows(int rows, Func<int, int?> number) => Enumerable.Range(0, rows).Select(row =>
        number(row) is { } i
            ? [i % 3 == 0, i * 7919, i * 1_000_003L, i / 8f, Math.Sqrt(i), $"text {i % 50}", DateTime.UnixEpoch.AddSeconds(i)]
            : new object?[7]);

    private static string[] Names() => ["a b", "x.y", "x/y", "quote\"inside", "it's", "\U0001F600", "select", "`", "\u00FCn\u00EF"];

    private static WriterCase Of(string name, string id, ParquetType type, IEnumerable<object?> values, ParquetOptions? options = null) =>
        new(id, name, [new("x", type)], values.Select(value => new[] { value })) { Options = options ?? _plain };

    private static IEnumerable<object?> Boxed<T>(params IEnumerable<T> values) => values.Select(value => (object?)value);

    private static IEnumerable<object?> Numbers(int count) => Boxed(Enumerable.Range(0, count));

    private static IEnumerable<object?> Longs(int count) => Boxed(Enumerable.Range(0, count).Select(i => (long)i * i * (i % 3 - 1)));

    private static DateTime Floored(DateTime moment)
    {
        var utc = moment.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
