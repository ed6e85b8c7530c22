using System.Text;
using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class LibSvmFileTests
{
    [Theory]
    [InlineData(null, 2, new[] { 0, 1 })]
    [InlineData(0, 3, new[] { 1, 2 })]
    [InlineData(1, 2, new[] { 0, 1 })]
    public void Indices_count_from_1_unless_it_is_said_otherwise(int? first, int features, int[] columns)
    {
        var (table, _) = Read("5 1:1 2:1", first);

        Assert.Equal(features, table.Rows.ColumnCount);
        Assert.Equal(columns, table.Rows.Columns.ToArray());
    }

    [Fact]
    public void Rows_may_have_more_features_than_the_file_shows()
    {
        Assert.Equal(10, Read("5 1:1 2:1", features: 10).Features.Rows.ColumnCount);

        var error = Assert.Throws<InputException>(() => Read("5 1:1 2:1", features: 1));
        Assert.Equal("a.svm: rows are said to have 1 features, counted from 1; the highest index is 2. Say that there are 2.", error.Message);
    }

    [Fact]
    public void A_long_line_is_a_row_as_any_other()
    {
        string line = "1 " + string.Join(' ', Enumerable.Range(1, 50_000).Select(index => $"{index}:{index}"));

        var (table, labels) = Read($"{line}\n{line}\n");

        Assert.Equal([1, 1], labels);
        Assert.Equal(50_000f, table.Rows.Values[^1]);
        Assert.Equal(50_000, table.Rows.Offsets[1]);
    }

    [Theory]
    [InlineData("", "the file has no rows")]
    [InlineData("# nothing but this\n\n", "the file has no rows")]
    [InlineData("1:2 2:3", "line 1: a row must begin with its label; got \"1:2\".")]
    [InlineData("1,2 2:3", "line 1: a row must have one label; got \"1,2\".")]
    [InlineData("\nspam 2:3", "line 2: a label must be a number between ±3.4e38; got \"spam\".")]
    [InlineData("nan 2:3", "line 1: a label must be a number")]
    [InlineData("1 qid:3 2:3", "line 1: groups of queries (qid) are not supported")]
    [InlineData("1 2", "line 1: a feature must be index:value, with an index from 0 to 16777216; got \"2\".")]
    [InlineData("1 -1:2", "line 1: a feature must be index:value")]
    [InlineData("1 16777217:2", "line 1: a feature must be index:value")]
    [InlineData("1 2: 3", "line 1: the value of a feature must be a number between ±3.4e38; got \"2:\".")]
    [InlineData("1 2:1e39", "line 1: the value of a feature must be a number")]
    [InlineData("1 2:inf", "line 1: the value of a feature must be a number")]
    [InlineData("1 2:1 2:1", "line 1: indices must ascend in a row; 2 comes after 2.")]
    [InlineData("1 3:1 2:1", "line 1: indices must ascend in a row; 2 comes after 3.")]
    public void What_is_no_row_is_refused_by_its_line(string text, string reason)
    {
        var error = Assert.Throws<InputException>(() => Read(text));

        Assert.StartsWith("a.svm", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_of_0_contradicts_features_that_count_from_1()
    {
        var error = Assert.Throws<InputException>(() => Read("1 1:1\n1 0:2", first: 1));

        Assert.Equal("a.svm, line 2: features are said to count from 1; got index 0. Say that they count from 0.", error.Message);
    }

    private static (SparseTable Features, double[] Labels) Read(string text, int? first = null, int? features = null)
    {
        using var folder = new DataFolderOfTest();
        return LibSvmFile.Read(folder.Write("a.svm", Encoding.UTF8.GetBytes(text)), first, features);
    }
}
