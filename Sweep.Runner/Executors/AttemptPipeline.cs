using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;

namespace Sweep.Runner.Executors;

/// <summary>How a fit is tried: again after trouble that may pass, with growing pauses, unless every attempt of the study fails.</summary>
internal static class AttemptPipeline
{
    /// <summary>Makes the pipeline of a study, which all of its fits share.</summary>
    public static ResiliencePipeline<FitOutcome> Of(StudyLimits limits, TimeProvider time)
    {
        var transient = new PredicateBuilder<FitOutcome>().HandleResult(outcome => outcome is { State: FitState.Failed, Transient: true });
        var pipeline = new ResiliencePipelineBuilder<FitOutcome> { TimeProvider = time };
        if (limits.Retries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions<FitOutcome>
            {
                ShouldHandle = transient,
                MaxRetryAttempts = limits.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = limits.RetryDelay,
                MaxDelay = TimeSpan.FromMinutes(10),
                UseJitter = true,
            });
        }
        return pipeline.AddCircuitBreaker(new CircuitBreakerStrategyOptions<FitOutcome>
        {
            ShouldHandle = transient,
            FailureRatio = 1,
            MinimumThroughput = limits.HopelessAfter,
            SamplingDuration = TimeSpan.FromDays(1),
            BreakDuration = TimeSpan.FromDays(1),
        }).Build();
    }
}
