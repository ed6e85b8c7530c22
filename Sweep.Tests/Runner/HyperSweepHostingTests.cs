using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Sweep.Core.Contracts;
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
    public void How_studies_run_is_read_from_the_configuration()
    {
        using var services = Configured(("HyperSweep:Workers", "3"), ("HyperSweep:Grace", "00:00:02"));

        Assert.Equal(new RunOptions { Workers = 3, Grace = TimeSpan.FromSeconds(2) }, services.GetRequiredService<RunOptions>());
        Assert.Equal(new RunOptions(), _services.GetRequiredService<RunOptions>());
    }

    [Theory]
    [InlineData("HyperSweep:Wrokers", "3", "Wrokers")]
    [InlineData("HyperSweep:Seed", "3", "Seed")]
    [InlineData("HyperSweep:Workers", "0", "Workers must be at least 1; got 0.")]
    [InlineData("HyperSweep:Grace", "soon", "soon")]
    [InlineData("HyperSweep:Grace", "-00:00:01", "Grace must be above 0; got -00:00:01.")]
    public void What_the_configuration_cannot_say_is_refused(string name, string value, string part)
    {
        using var services = Configured((name, value));

        var error = Assert.Throws<InputException>(() => services.GetRequiredService<RunOptions>());

        Assert.StartsWith("The configuration's section HyperSweep (appsettings.json, or environment variables that begin with HyperSweep__) is wrong: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Known: CheckpointEvery, Grace, PartsEvery, Workers.", error.Message, StringComparison.Ordinal);
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

    private static ServiceProvider Configured(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value))).Build())
        .AddHyperSweep().AddLogging().BuildServiceProvider();
}
