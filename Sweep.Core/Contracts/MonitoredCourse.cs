using System.Runtime.InteropServices;

namespace Sweep.Core.Contracts;

/// <summary>What a training has come to after each of its epochs, for schedules that go by it.</summary>
/// <param name="moreIsBetter">Whether high values are good.</param>
public sealed class MonitoredCourse(bool moreIsBetter)
{
    private readonly List<double> _values = [];
    private Replay[] _replays = [];

    /// <summary>Whether high values are good.</summary>
    public bool MoreIsBetter => moreIsBetter;

    /// <summary>Epochs that have ended.</summary>
    public int Count => _values.Count;

    /// <summary>Takes in the value of the next epoch.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>What a rule makes of the values of some epochs: worked out once, and remembered until the rule asks about others that begin there.</summary>
    /// <param name="rule">The rule; the same object each time.</param>
    /// <param name="from">The first epoch, from 0.</param>
    /// <param name="to">The epoch behind the last one.</param>
    /// <param name="replay">Works it out from the rule, the values, and whether high ones are good.</param>
    public double Of<TRule>(TRule rule, int from, int to, Func<TRule, ReadOnlySpan<double>, bool, double> replay)
        where TRule : class
    {
        // Whoever asks at the same time may miss what another has just remembered, and never sees half of it.
        var replays = _replays;
        int place = 0;
        while (place < replays.Length && !(ReferenceEquals(replays[place].Rule, rule) && replays[place].From == from))
            place++;
        if (place < replays.Length && replays[place].To == to)
            return replays[place].Value;

        double value = replay(rule, CollectionsMarshal.AsSpan(_values)[from..to], moreIsBetter);
        _replays = [.. replays[..place], new Replay(rule, from, to, value), .. replays.Skip(place + 1)];
        return value;
    }

    private sealed record Replay(object Rule, int From, int To, double Value);
}
