using System.Globalization;
using Sweep.Core.Parquet;

namespace Sweep.Core.Data;

/// <summary>A column of one row group of a Parquet file, in the type that the file has it in.</summary>
/// <param name="values">The values.</param>
/// <param name="number">The number that a value is; null: values are texts, which may be numbers all the same.</param>
/// <param name="text">A value as a text.</param>
internal sealed class TypedParquetField<T>(ParquetValues<T> values, Func<T, double>? number, Func<T, string> text) : ParquetField
{
    /// <inheritdoc/>
    public override FieldKind Read(int row, out double value)
    {
        value = double.NaN;
        if (values.Nulls?[row] == true)
            return FieldKind.Missing;
        if (number is not null)
            value = number(values.Values[row]);
        else if (Text(row) is { Length: > 0 } written && !double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return FieldKind.Text;
        return double.IsNaN(value) ? FieldKind.Missing : FieldKind.Number;
    }

    /// <inheritdoc/>
    public override string Text(int row) => values.Nulls?[row] == true ? "" : text(values.Values[row]);
}
