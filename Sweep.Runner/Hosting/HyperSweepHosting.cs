using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;
using Sweep.Runner.Executors;

namespace Sweep.Runner.Hosting;

/// <summary>Puts HyperSweep into a host.</summary>
public static class HyperSweepHosting
{
    /// <summary>Adds what runs studies: a <see cref="StudyRunner"/>, the clock, and the retries for files that are busy.</summary>
    public static IServiceCollection AddHyperSweep(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<StudyRunner>()
        .AddSingleton(provider => new ResiliencePipelineBuilder { TimeProvider = provider.GetRequiredService<TimeProvider>() }
            .AddRetry(new RetryStrategyOptions
            {
                // A file that is busy may be free in a moment; one that is not there will not come.
                ShouldHandle = new PredicateBuilder().Handle<IOException>(
                    error => error is not (FileNotFoundException or DirectoryNotFoundException)),
                MaxRetryAttempts = 5,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                UseJitter = true,
            })
            .Build());
}
