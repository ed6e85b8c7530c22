using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class TableSurveyTests
{
    [Theory]
    [InlineData("x,y\n1,2\n,3\n",
        "data.csv, line 3, column x: the value is missing. Say how to fill it in with data.missing, for example missing: mean, or leave the row out.")]
    [InlineData("x,y\n1,2\n3,\n",
        "data.csv, line 3, column y: the target is missing, and nothing can be learned from such a row. Fill it in, or leave the row out.")]
    [InlineData("x,y\n1,2\nNA,3\n",
        "data.csv, line 3, column x: the value must be a number between ±3.4e38; got \"NA\". If it stands for a missing value, add missing_values: [\"NA\"] to data.")]
    [InlineData("x,y\n1,2\nwarm,3\n",
        "data.csv, line 3, column x: the value must be a number between ±3.4e38; got \"warm\". Correct the row; or, if texts are meant, add the column to data.categorical, or leave it out with data.columns.")]
    [InlineData("x,y\n1,2\n-Infinity,3\n",
        "data.csv, line 3, column x: the value must be a number between ±3.4e38; got \"-Infinity\". Correct the row, or leave the column out of the file.")]
    public void What_can_not_be_learned_from_is_refused_by_its_place(string csv, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => TableOfTest.Read(csv)).Message);

    [Fact]
    public void Values_can_stand_for_missing_ones_as_texts_or_as_numbers()
    {
        var data = TableOfTest.Of("a,b,y\n-999,?,1\n-999.0,2,2\n3,NA,4\n", table => TableSurvey.Of(
            new TableWithMissingValues(table, ["?", "NA", "-999"]),
            new TableColumns
            {
                Features = [.. new[] { "a", "b" }.Select(name => new FeatureColumn(name) { Missing = new Imputation(ImputationKind.Mean) })],
                Target = "y",
                Kind = TargetKind.Number,
            }).Read());

        Assert.Equal([float.NaN, float.NaN, float.NaN, 2, 3, float.NaN], data.Features.Values.ToArray());
        Assert.Equal([0, 1], data.Incomplete);
    }

    [Fact]
    public void Columns_come_in_the_order_in_which_they_are_named()
    {
        var data = TableOfTest.Of("a,b,c,y\n1,2,3,4\n", table => TableSurvey.Of(
            table, new TableColumns { Features = [new("c"), new("a")], Target = "y", Kind = TargetKind.Number }).Read());

        Assert.Equal(["c", "a"], data.FeatureNames);
        Assert.Equal([3, 1], data.Features.Values.ToArray());
        Assert.Equal("y", data.TargetName);
    }

    [Fact]
    public void More_categories_than_anybody_has_are_refused()
    {
        string csv = "x,y\n" + string.Concat(Enumerable.Range(0, 10_001).Select(row => $"t{row},1\n"));

        var error = Assert.Throws<InputException>(() => TableOfTest.Read(csv, change: column => column with { IsCategorical = true }));

        Assert.StartsWith("data.csv: the column x must have at most 10000 categories; it has more different values.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_can_be_categories_too_and_keep_their_order()
    {
        var data = TableOfTest.Read("month,y\n10,1\n9,1\n10,1\n", change: column => column with { IsCategorical = true });

        Assert.Equal(["9", "10"], data.CategoriesOf(0));
        Assert.Equal([1, 0, 1], data.Features.Values.ToArray());
    }

    [Fact]
    public void Rows_that_repeat_are_left_out_by_their_bits()
    {
        var data = TableOfTest.Read("x,z,y\n1,2,3\n1,2,4\n1,2,3\n0,2,3\n-0,2,3\n").WithoutRepeats();

        Assert.Equal([3, 4, 3, 3], data.Targets.ToArray());
    }
}
