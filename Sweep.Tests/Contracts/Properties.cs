using System.Globalization;
using FsCheck;

namespace Sweep.Tests.Contracts;

/// <summary>How properties are tried: the same samples in every run, so that a test that passed passes again.</summary>
/// <remarks>HYPERSWEEP_SAMPLES, a whole number, tries others.</remarks>
internal static class Properties
{
    private static readonly ulong _seed = ulong.Parse(Environment.GetEnvironmentVariable("HYPERSWEEP_SAMPLES") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>Tries a property on some samples, and fails with the first one for which it does not hold.</summary>
    public static void Hold(this Property property, int samples = 100) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(samples).WithQuietOnSuccess(true).WithReplay(_seed, 2 * _seed + 1));
}
