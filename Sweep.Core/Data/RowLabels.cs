using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>What a column says of rows that is not learned from: which of them belong together.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Names">The different texts in it, in their order: numbers in theirs, texts by code point.</param>
/// <param name="OfRow">The number of each row's text.</param>
public sealed record RowLabels(string Column, IReadOnlyList<string> Names, int[] OfRow)
{
    /// <summary>Goes through a table once.</summary>
    /// <exception cref="InputException">A row has nothing in the column; the message names file, line and column.</exception>
    public static RowLabels Read(ITable table, string column)
    {
        int place = table.Columns.Index().Single(each => each.Item == column).Index;
        var (categories, seen) = (new Categories(), new List<int>());
        using var rows = table.Open();
        while (rows.Read())
        {
            if (rows.Read(place, out _) == FieldKind.Missing)
                throw new InputException($"{table.Name}, {rows.Place}, column {Shown.Plain(column)}: the value is missing, which says to what the row belongs. Fill it in, or leave the row out.");
            var text = rows.Text(place);
            categories.Add(text);
            seen.Add(categories.NumberOf(text));
        }
        // As they came, and then by their order.
        string[] names = [.. categories.InOrderOfAppearance];
        categories.PutInOrder();
        int[] numbers = [.. names.Select(name => categories.NumberOf(name))];
        return new RowLabels(column, categories.Names, [.. seen.Select(number => numbers[number])]);
    }
}
