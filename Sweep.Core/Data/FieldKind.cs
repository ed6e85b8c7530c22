namespace Sweep.Core.Data;

/// <summary>What a row has in a column.</summary>
public enum FieldKind
{
    /// <summary>Nothing: an empty field, a null, or a number that is NaN.</summary>
    Missing,

    /// <summary>A number. A text that is one in invariant culture counts as such.</summary>
    Number,

    /// <summary>Any other text.</summary>
    Text,
}
