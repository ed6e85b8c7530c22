using Microsoft.Extensions.DependencyInjection;
using Polly;
using Sweep.Runner.Executors;
using Sweep.Runner.Hosting;

namespace Sweep.Tests.Runner;

public class HyperSweepHostingTests
{
    private static readonly ServiceProvider _services = new ServiceCollection().AddHyperSweep().AddLogging().BuildServiceProvider();

    [Fact]
    public void It_adds_what_runs_studies() => Assert.NotNull(_services.GetRequiredService<StudyRunner>());

    [Fact]
    public void A_busy_file_is_tried_again()
    {
        int tries = 0;
        _services.GetRequiredService<ResiliencePipeline>().Execute(() =>
        {
            if (++tries < 3)
                throw new IOException("busy");
        });

        Assert.Equal(3, tries);
    }

    [Fact]
    public void A_missing_file_is_not_waited_for()
    {
        int tries = 0;

        Assert.Throws<FileNotFoundException>(() => _services.GetRequiredService<ResiliencePipeline>().Execute(() =>
        {
            tries++;
            throw new FileNotFoundException();
        }));
        Assert.Equal(1, tries);
    }
}
