using Sweep.Core.Layers;
using Sweep.Runner.Results;

namespace Sweep.Tests.Runner;

public class ProcessorTests
{
    public static TheoryData<string> Models() => [.. ModelStudies.All.Keys];

    [Theory(Timeout = HyperSweepProcess.Milliseconds)]
    [MemberData(nameof(Models))]
    public async Task Results_are_the_same_bits_whatever_the_processor_can_do(string model)
    {
        using var folder = new TemporaryFolder();
        string study = ModelStudies.Write(folder, model);
        string[] digests = await Task.WhenAll(
            new[] { "NONE", "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic" }.Select(without => DigestAsync(folder, study, without)));

        Assert.Single(digests.Distinct());
    }

    [Fact]
    public void Every_layer_is_in_a_study_that_is_run_on_all_processors()
    {
        string layers = string.Join('\n', ModelStudies.All.Values);

        Assert.All(NetworkLayers.Catalog.Names, name => Assert.Matches($@"[ \[]{name}[,\]]", layers));
    }

    private static async Task<string> DigestAsync(TemporaryFolder folder, string study, string without)
    {
        string results = Path.Combine(folder.Path, without);
        using var process = HyperSweepProcess.Start(["run", study, "--output", results, "--workers", "1", "--quiet"], (without, "0"));
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
        return ResultDigest.Of(results);
    }
}
