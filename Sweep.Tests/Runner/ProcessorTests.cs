using Sweep.Runner.Results;

namespace Sweep.Tests.Runner;

public class ProcessorTests
{
    [Fact(Timeout = HyperSweepProcess.Milliseconds)]
    public async Task Results_are_the_same_bits_whatever_the_processor_can_do()
    {
        using var folder = new TemporaryFolder();
        string study = SmallStudy.Write(folder);
        var digests = new List<string>();
        foreach (string name in new[] { "NONE", "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic" })
        {
            string results = Path.Combine(folder.Path, name);
            using var process = HyperSweepProcess.Start(["run", study, "--output", results], (name, "0"));
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await output;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, error);
            digests.Add(ResultDigest.Of(results));
        }

        Assert.Single(digests.Distinct());
    }
}
