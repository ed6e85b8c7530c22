using System.Globalization;

namespace Sweep.Tests.Fuzzing;

/// <summary>Whatever bytes a reader is handed, it reads them right or refuses them clearly, in bounded time and memory.</summary>
/// <remarks>HYPERSWEEP_FUZZ makes it a longer run, of other inputs, and HYPERSWEEP_FUZZ_READER one of a single reader. A case that was found lies in the folder Cases, under its reader's name.</remarks>
public class FuzzTests(ITestOutputHelper output)
{
    private const int Usual = 2000;
    private const long ElsewhereFrom = 1_000_000;

    private static readonly long? _longer =
        Environment.GetEnvironmentVariable("HYPERSWEEP_FUZZ") is { Length: > 0 } count ? long.Parse(count, CultureInfo.InvariantCulture) : null;

    public static TheoryData<string> Readers() => Environment.GetEnvironmentVariable("HYPERSWEEP_FUZZ_READER") is { Length: > 0 } reader
        ? [FuzzTargets.Of(reader).Name]
        : [.. FuzzTargets.All.Select(target => target.Name)];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (string path in Directory.EnumerateFiles(FolderOfCases, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            cases.Add(Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path));
        return cases;
    }

    private static string FolderOfCases => Path.Combine(AppContext.BaseDirectory, "Fuzzing", "Cases");

    [Theory]
    [MemberData(nameof(Readers))]
    public void Any_changed_file_is_read_or_refused(string reader)
    {
        using var run = new FuzzRun(FuzzTargets.Of(reader));

        var figures = run.Try(_longer is null ? 0 : ElsewhereFrom, _longer ?? Usual);

        output.WriteLine($"| {reader} | {figures} |");
        Assert.True(figures.Refused > 0, "Nothing was refused: are the files changed at all?");
        Assert.True(figures.Accepted > 0, "Nothing was accepted: do readers get behind the first bytes?");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_that_was_found_stays_mended(string reader, string name)
    {
        using var run = new FuzzRun(FuzzTargets.Of(reader));

        run.Try(new FuzzInput(File.ReadAllBytes(Path.Combine(FolderOfCases, reader, name)), Seed: 0, IsOverwritten: false), name);
    }

    [Fact]
    public void An_input_follows_from_its_number()
    {
        var target = FuzzTargets.Of("npy");

        Assert.Equal(new Mutator(target).Make(7).Bytes, new Mutator(target).Make(7).Bytes);
        Assert.NotEqual(new Mutator(target).Make(7).Bytes, new Mutator(target).Make(8).Bytes);
    }
}
