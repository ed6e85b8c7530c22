using System.Globalization;

namespace Sweep.Runner.Studies;

/// <summary>Lengths of time as people write them: 500ms, 30s, 10m, 2h, 1d.</summary>
internal static class SettingDuration
{
    /// <summary>What is understood, for messages.</summary>
    public const string Allowed = "a length of time above 0, like 500ms, 30s, 10m, 2h or 1d";

    private static readonly (string Unit, TimeSpan Length)[] _units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads a length of time.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (unit, length) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                && count > 0 && count * length.TotalDays <= 3650)
            {
                duration = length * count;
                return duration > TimeSpan.Zero;
            }
        }
        duration = default;
        return false;
    }
}
