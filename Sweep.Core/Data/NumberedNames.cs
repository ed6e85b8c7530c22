using System.Collections;
using System.Globalization;

namespace Sweep.Core.Data;

/// <summary>Names for what has none but its number: x0, x1, x2, …; then names of its own. They are made as they are asked for.</summary>
internal sealed class NumberedNames(string prefix, int numbered, params string[] others) : IReadOnlyList<string>
{
    /// <inheritdoc/>
    public int Count => numbered + others.Length;

    /// <inheritdoc/>
    public string this[int index] => index < numbered ? prefix + index.ToString(CultureInfo.InvariantCulture) : others[index - numbered];

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
