using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polly;
using Polly.Retry;
using Sweep.Core.Contracts;
using Sweep.Runner.Executors;

namespace Sweep.Runner.Hosting;

/// <summary>Puts HyperSweep into a host.</summary>
public static class HyperSweepHosting
{
    /// <summary>The section of the configuration that <see cref="RunOptions"/> are read from.</summary>
    public const string Section = "HyperSweep";

    /// <summary>
    /// Adds what runs studies: a <see cref="StudyRunner"/>, the clock, the retries for files that are busy, and <see cref="RunOptions"/> from the
    /// host's configuration, which has nothing that could change a number.
    /// </summary>
    public static IServiceCollection AddHyperSweep(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => Options(provider.GetService<IConfiguration>()))
        .AddSingleton<StudyRunner>()
        .AddSingleton(provider => BusyFiles(provider.GetRequiredService<TimeProvider>()));

    /// <summary>How often a file that is busy is tried again.</summary>
    internal static ResiliencePipeline BusyFiles(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
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
        .Build();

    /// <inheritdoc cref="AddHyperSweep(IServiceCollection)"/>
    public static IHostApplicationBuilder AddHyperSweep(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHyperSweep();
        return builder;
    }

    private static RunOptions Options(IConfiguration? configuration)
    {
        try
        {
            return configuration?.GetSection(Section).Get<RunOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new RunOptions();
        }
        catch (Exception error) when (error is InvalidOperationException or System.Reflection.TargetInvocationException or ArgumentException)
        {
            var cause = error;
            while (cause.InnerException is { } inner)
                cause = inner;
            throw new InputException(
                $"The configuration's section {Section} (appsettings.json, or environment variables that begin with {Section}__) is wrong: {Shown.Sentence(cause.Message)} " +
                $"Known: {string.Join(", ", typeof(RunOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal))}.", error);
        }
    }
}
