using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Core.Data;

/// <summary>Reads tables that a test writes.</summary>
internal static class TableOfTest
{
    /// <summary>Reads a file of comma-separated values: all columns but the target are features.</summary>
    /// <param name="text">The file.</param>
    /// <param name="kind">What kind of target it has.</param>
    /// <param name="target">The target.</param>
    /// <param name="change">What is special about a feature.</param>
    public static Dataset Read(string text, TargetKind kind = TargetKind.Number, string target = "y", Func<FeatureColumn, FeatureColumn>? change = null) =>
        Of(text, table => TableSurvey.Of(table, new TableColumns
        {
            Features = [.. table.Columns.Where(column => column != target).Select(column => (change ?? (same => same))(new FeatureColumn(column)))],
            Target = target,
            Kind = kind,
        }).Read());

    /// <summary>Does something with a file of comma-separated values, which is called data.csv.</summary>
    public static T Of<T>(string text, Func<ITable, T> use)
    {
        using var folder = new TemporaryFolder();
        return use(Tables.Open(folder.Write("data.csv", text), "data.csv"));
    }
}
