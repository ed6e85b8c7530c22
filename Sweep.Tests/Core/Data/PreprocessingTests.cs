using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Data;

public class PreprocessingTests
{
    private const string File = "preprocessing.json";

    // Missing: x of rows 1 and 4, color of row 3. Rows 0 to 3 are learned from: nobody has seen blue.
    private const string Csv = "x,color,y\n1,red,0\n,green,0\n4,red,0\n7,,0\n,blue,0\n9,green,0\n";

    public static TheoryData<string> Ids => ReferenceFile.Ids(File);

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_makes_of_a_table_what_scikit_learn_makes(string id)
    {
        var reference = ReferenceFile.Load(File);
        var (header, each) = (reference.Header, reference[id]);
        var parameters = each.GetProperty("params");
        var missing = parameters.GetProperty("missing").GetString() switch
        {
            "mean" => new Imputation(ImputationKind.Mean),
            "median" => new Imputation(ImputationKind.Median),
            "most_frequent" => new Imputation(ImputationKind.MostFrequent),
            _ => new Imputation(ImputationKind.Constant, parameters.GetProperty("fill_value").GetRawText()),
        };
        var names = header.GetProperty("categories").EnumerateArray().Select(name => name.GetString()).ToHashSet();
        FeatureColumn Column(FeatureColumn column) => names.Contains(column.Name)
            ? column with { IsCategorical = true, Missing = new Imputation(ImputationKind.MostFrequent) }
            : column with { Missing = missing };
        var data = TableOfTest.Read(header.GetProperty("csv").GetString()!, TargetKind.Number, "progression", Column);
        var preprocessing = new Preprocessing
        {
            Scaling = parameters.GetProperty("scale").GetString() switch { "standardize" => Scaling.Standardize, "max_abs" => Scaling.MaxAbs, _ => Scaling.None },
            Missing = [.. data.FeatureNames.Select(name => Column(new FeatureColumn(name)).Missing)],
            IndicatesMissing = parameters.GetProperty("indicator").GetBoolean(),
        };

        var got = Inputs(preprocessing, data, ReferenceFile.Integers(header.GetProperty("training")));

        ReferenceFile.AssertClose(each.GetProperty("expected"), got, each.GetProperty("tolerance"), id);
    }

    [Fact]
    public void Categories_that_no_training_row_has_are_0_and_the_others_have_an_input_each()
    {
        var data = Read(column => column.Name == "x"
            ? column with { Missing = new Imputation(ImputationKind.Constant, "0") }
            : column with { IsCategorical = true, Missing = new Imputation(ImputationKind.MostFrequent) });
        var preprocessing = new Preprocessing { Scaling = Scaling.None, Missing = [new(ImputationKind.Constant, "0"), new(ImputationKind.MostFrequent)] };

        Assert.Equal(["blue", "green", "red"], data.CategoriesOf(1));
        Assert.Equal(new Shape(4), preprocessing.InputShape(data));
        Assert.Equal(
            [1, 0, 0, 1, /**/ 0, 0, 1, 0, /**/ 4, 0, 0, 1, /**/ 7, 0, 0, 1, /**/ 0, 0, 0, 0, /**/ 9, 0, 1, 0],
            Inputs(preprocessing, data, [0, 1, 2, 3]));
    }

    [Fact]
    public void A_constant_may_be_a_category_of_its_own()
    {
        var missing = new Imputation(ImputationKind.Constant, "unknown");
        var data = Read(column => column.Name == "x" ? column with { Missing = new Imputation(ImputationKind.Mean) } : column with { IsCategorical = true, Missing = missing });

        Assert.Equal(["blue", "green", "red", "unknown"], data.CategoriesOf(1));
        var inputs = Inputs(new Preprocessing { Scaling = Scaling.None, Missing = [new(ImputationKind.Mean), missing] }, data, [0, 1, 2, 3]);
        Assert.Equal([7, 0, 0, 0, 1], inputs[15..20]);
        Assert.Equal(4, inputs[20]); // the mean of 1, 4 and 7
    }

    [Fact]
    public void What_is_missing_is_filled_in_by_the_training_rows_alone()
    {
        var data = Read(column => column with { IsCategorical = column.Name == "color", Missing = new Imputation(ImputationKind.MostFrequent) });
        var preprocessing = new Preprocessing { Scaling = Scaling.None, Missing = [new(ImputationKind.Median), new(ImputationKind.MostFrequent)] };

        Assert.Equal(2.5f, Inputs(preprocessing, data, [0, 2])[4]);
        Assert.Equal(8, Inputs(preprocessing, data, [3, 5])[4]);
    }

    [Fact]
    public void A_column_that_no_training_row_has_a_value_of_is_refused()
    {
        var data = Read(column => column with { IsCategorical = column.Name == "color", Missing = new Imputation(ImputationKind.MostFrequent) });

        var error = Assert.Throws<ArgumentException>(() => new Preprocessing { Missing = [new(ImputationKind.Mean), new(ImputationKind.MostFrequent)] }.Fit(data, [1, 4]));

        Assert.StartsWith("Of the 2 training rows of a fold none has a value of x to fill missing ones in from.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_of_a_window_are_filled_in_alike()
    {
        var series = TableOfTest.Read("t,y\n1,0\n,0\n3,0\n8,0\n", change: column => column with { Missing = new Imputation(ImputationKind.Mean) });
        var windows = TimeSeries.Windows(series, length: 2, horizon: 1);

        var inputs = Inputs(new Preprocessing { Scaling = Scaling.None, Missing = [new(ImputationKind.Mean)] }, windows, [0, 1]);

        Assert.Equal([1, 2, 2, 3], inputs); // the mean of 1 and 3, which both windows have as one feature
    }

    [Fact]
    public void Rows_without_categories_and_missing_values_are_scaled_as_ever()
    {
        var data = new Dataset(["a", "b"], [1, 5, 3, 9], TargetKind.Number, [0, 0], []);

        Assert.Equal("", new Preprocessing().Fit(data, [0, 1]).Encoding);
        Assert.Equal([-1, -1, 1, 1], Inputs(new Preprocessing(), data, [0, 1]));
    }

    [Fact]
    public void A_row_is_encoded_without_an_allocation()
    {
        var data = Read(column => column with { IsCategorical = column.Name == "color", Missing = new Imputation(ImputationKind.MostFrequent) });
        var scaler = new Preprocessing { Missing = [new(ImputationKind.Mean), new(ImputationKind.MostFrequent)], IndicatesMissing = true }.Fit(data, [0, 1, 2, 3]);
        var inputs = new float[6];
        scaler.Apply(data.Features[0], inputs);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int row = 0; row < data.Rows; row++)
            scaler.Apply(data.Features[row], inputs);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Dataset Read(Func<FeatureColumn, FeatureColumn> change) => TableOfTest.Read(Csv, change: change);

    private static float[] Inputs(Preprocessing preprocessing, Dataset data, int[] training)
    {
        var scaler = preprocessing.Fit(data, training);
        int width = preprocessing.InputShape(data).Count;
        var inputs = new float[data.Rows * width];
        for (int row = 0; row < data.Rows; row++)
            scaler.Apply(data.Features[row], inputs.AsSpan(row * width, width));
        return inputs;
    }
}
