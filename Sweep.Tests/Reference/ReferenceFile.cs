using System.Globalization;
using System.Text.Json;

namespace Sweep.Tests.Reference;

/// <summary>A file of numbers computed by well-known libraries. HYPERSWEEP_REFERENCE names another folder with files of the same schema.</summary>
internal sealed class ReferenceFile
{
    private readonly JsonElement _root;
    private readonly Dictionary<string, JsonElement> _cases;

    private ReferenceFile(JsonElement root)
    {
        _root = root;
        _cases = root.GetProperty("cases").EnumerateArray().ToDictionary(each => each.GetProperty("id").GetString()!);
    }

    public JsonElement Header => _root.GetProperty("header");

    public IEnumerable<JsonElement> Cases => _cases.Values;

    public JsonElement this[string id] => _cases[id];

    public static ReferenceFile Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(name)));
        return new ReferenceFile(document.RootElement.Clone());
    }

    /// <summary>The ids of all cases, for a theory.</summary>
    public static TheoryData<string> Ids(string name) => [.. Load(name).Cases.Select(each => each.GetProperty("id").GetString()!)];

    // The other folder need not have every file; where it has not, the copy beside the tests is read.
    private static string PathOf(string name)
    {
        string own = Path.Combine(AppContext.BaseDirectory, "Reference", name);
        if (Environment.GetEnvironmentVariable("HYPERSWEEP_REFERENCE") is not { Length: > 0 } folder)
            return own;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"HYPERSWEEP_REFERENCE names a folder that is not there: {folder}.");
        string other = Path.Combine(folder, name);
        return File.Exists(other) ? other : own;
    }

    /// <summary>All numbers of a value, row by row.</summary>
    public static double[] Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Numbers)],
        JsonValueKind.String => [double.Parse(value.GetString()!, CultureInfo.InvariantCulture)],
        JsonValueKind.True => [1],
        JsonValueKind.False => [0],
        _ => [value.GetDouble()],
    };

    public static float[] Floats(JsonElement value) => Array.ConvertAll(Numbers(value), number => (float)number);

    public static int[] Integers(JsonElement value) => Array.ConvertAll(Numbers(value), number => (int)number);

    /// <summary>Fails unless |got − expected| ≤ abs + rel · |expected| for every number; abs may be a list over the last dimension.</summary>
    public static void AssertClose(JsonElement expected, ReadOnlySpan<float> got, JsonElement tolerance, string what)
    {
        var abs = Numbers(tolerance.GetProperty("abs"));
        double rel = tolerance.GetProperty("rel").GetDouble();
        var wanted = Numbers(expected);
        Assert.Equal(wanted.Length, got.Length);
        for (int i = 0; i < wanted.Length; i++)
            AssertClose(wanted[i], got[i], abs[i % abs.Length], rel, $"{what} [{i}]");
    }

    public static void AssertClose(double expected, double got, double abs, double rel, string what)
    {
        bool close = double.IsNaN(expected) ? double.IsNaN(got) : got == expected || Math.Abs(got - expected) <= abs + rel * Math.Abs(expected);
        Assert.True(close, string.Create(CultureInfo.InvariantCulture,
            $"{what}: expected {expected:R} ± {abs + rel * Math.Abs(expected):R}; got {got:R}."));
    }
}
