namespace Sweep.Strategies.Search;

/// <summary>One value for each hyperparameter.</summary>
/// <param name="Values">Names and values in the order in which they were chosen.</param>
public sealed record Configuration(IReadOnlyList<KeyValuePair<string, object>> Values)
{
    /// <summary>The value of a name, or null where this configuration has none.</summary>
    public object? this[string name]
    {
        get
        {
            for (int index = 0; index < Values.Count; index++)
            {
                if (string.Equals(Values[index].Key, name, StringComparison.Ordinal))
                    return Values[index].Value;
            }
            return null;
        }
    }
}
