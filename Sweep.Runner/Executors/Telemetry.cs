using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sweep.Runner.Executors;

/// <summary>What others can listen to, for instance with OpenTelemetry: the source "HyperSweep" and the meter of the same name.</summary>
public static class Telemetry
{
    /// <summary>The name of source and meter.</summary>
    public const string Name = "HyperSweep";

    private static readonly Meter _meter = new(Name);
    private static Func<int>? _queueLength;

    static Telemetry() => _meter.CreateObservableGauge("hypersweep.queue.length", () => _queueLength?.Invoke() ?? 0, description: "Results that wait to be written to the ledger.");

    /// <summary>One activity a fit, "fit", with its trial, number and attempt.</summary>
    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>Fits that have ended, by state.</summary>
    internal static Counter<long> Fits { get; } = _meter.CreateCounter<long>("hypersweep.fits", description: "Fits that have ended.");

    /// <summary>Attempts made again.</summary>
    internal static Counter<long> Retries { get; } = _meter.CreateCounter<long>("hypersweep.retries", description: "Attempts made again after trouble.");

    /// <summary>Seconds of a fit.</summary>
    internal static Histogram<double> Seconds { get; } = _meter.CreateHistogram<double>("hypersweep.fit.duration", "s", "Time of a fit.");

    /// <summary>Says where the length of the queue is to be had.</summary>
    internal static void Observe(Func<int>? queueLength) => _queueLength = queueLength;
}
