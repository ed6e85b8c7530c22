using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>Reads which columns a study learns from, and what they are: "target", "columns", "categorical" and "missing" of the section "data".</summary>
/// <param name="section">The section.</param>
/// <param name="table">The table whose columns they are.</param>
/// <param name="rows">What the rows of the table are.</param>
/// <param name="labels">Columns that say how rows are split, and are not learned from.</param>
internal sealed class ColumnReader(StudySection section, ITable table, RowsReader rows, IReadOnlyList<StudyNode> labels)
{
    /// <summary>The target's column: the one that is named, or that the format has for it.</summary>
    public string Target()
    {
        if (section.Find("target") is not { } node)
            return table.Target ?? throw section.Node.Error($"the key \"target\" is missing: the column to predict. {table.Name} has {table.Columns.Count}: {Shortened(table.Columns)}.");
        Require(node);
        return node.Text();
    }

    /// <summary>The columns that are learned from.</summary>
    public IReadOnlyList<FeatureColumn> Features(string target)
    {
        foreach (var label in labels)
        {
            Require(label);
            if (label.Text() == target)
                throw label.Error("this is the target. Name another column.");
        }
        string[] names = Names(target);
        var categorical = Categorical(names, target);
        var missing = new MissingReader(section.Find("missing"));
        if (missing.IsUsed && rows.IsSparse)
            throw section.Get("missing").Error("sparse rows have no missing values: what they do not have is 0. Leave it out, or use rows: table.");
        foreach (var (name, node) in missing.Columns)
        {
            Require(node, name);
            if (!names.Contains(name))
                throw node.Error($"{name} is no feature, so that nothing is filled in. Leave it out.");
        }
        if (section.Find("missing") is { } all && names.Any(name => !categorical.Contains(name)))
            missing.RequireNumber(all);
        if (IndicatesMissing && !missing.IsUsed)
            throw section.Get("missing_indicator").Error("missing values are refused, so that there is nothing to indicate. Add missing, for example missing: mean.");
        return [.. names.Select(name => new FeatureColumn(name) { IsCategorical = categorical.Contains(name), Missing = missing.Of(name, categorical.Contains(name)) })];
    }

    /// <summary>Whether a feature with missing values has one more input that says so.</summary>
    public bool IndicatesMissing
    {
        get
        {
            var node = section.Find("missing_indicator");
            if (node?.Flag() is not true)
                return false;
            return rows.IsTable ? true : throw node.Error("only rows of a table can have an input more. Leave it out.");
        }
    }

    // The past of the target is what windows are of, unless other columns are named.
    private string[] Names(string target)
    {
        if (section.Find("columns") is not { } node)
            return rows.AreWindows ? [target] : [.. table.Columns.Where(column => column != target && labels.All(label => label.Text() != column))];
        var columns = node.List();
        foreach (var column in columns)
        {
            Require(column);
            if (column.Text() == target && !rows.AreWindows)
                throw column.Error("the target can't be a feature of its own row. Leave it out.");
            if (labels.Any(label => label.Text() == column.Text()))
                throw column.Error($"{Shown.Plain(column.Text())} says how rows are split, and is not learned from. Leave it out.");
        }
        string[] names = [.. columns.Select(column => column.Text())];
        return names.Distinct().Count() == names.Length ? names : throw node.Error("a column is named twice. Name each once.");
    }

    private HashSet<string> Categorical(string[] features, string target)
    {
        if (section.Find("categorical") is not { } node)
            return [];
        if (!rows.IsTable)
            throw node.Error("only the columns of a table can be categories, and data.rows says otherwise. Leave it out, or use rows: table.");
        foreach (var column in node.List())
        {
            Require(column);
            if (column.Text() == target)
                throw column.Error("the target is not encoded: the loss says what it is. Leave it out.");
            if (!features.Contains(column.Text()))
                throw column.Error($"{Shown.Plain(column.Text())} is not among data.columns. Add it there, or leave it out here.");
        }
        return node.List().Select(column => column.Text()).ToHashSet(StringComparer.Ordinal);
    }

    private void Require(StudyNode node) => Require(node, node.Text());

    private void Require(StudyNode node, string column)
    {
        if (table.Columns.Contains(column))
            return;
        throw node.Error(
            $"{table.Name} has no column named {Shown.Quoted(column)}.{Nearest.Hint(column, table.Columns)} " +
            $"It has {table.Columns.Count}: {Shortened(table.Columns)}.");
    }

    private static string Shortened(IReadOnlyList<string> names) =>
        names.Count <= 8 ? string.Join(", ", names) : string.Join(", ", names.Take(6)) + $", … , {names[^1]}";
}
