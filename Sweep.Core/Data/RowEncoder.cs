using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Sweep.Core.Data;

/// <summary>Makes inputs of a network of the features that a row has: missing values filled in, categories one-hot.</summary>
/// <remarks>
/// A fold owns its encoder, fitted on the training rows. There is an input for each category of the whole file, so that all folds have
/// networks of the same size; one that no training row has stays 0 (as with scikit-learn's OneHotEncoder and handle_unknown="ignore"), as
/// nothing was learned about it. Indicators of missing values come after all features.
/// </remarks>
internal sealed class RowEncoder
{
    private const int None = -1;

    private readonly float[] _fills;
    private readonly int[] _inputs;      // of a number, its input
    private readonly int[] _categories;  // of categories, where their inputs begin in _categoryInputs
    private readonly int[] _indicators;
    private readonly int[] _categoryInputs;

    private RowEncoder(float[] fills, int[] inputs, int[] categories, int[] indicators, int[] categoryInputs, int width) =>
        (_fills, _inputs, _categories, _indicators, _categoryInputs, Width) = (fills, inputs, categories, indicators, categoryInputs, width);

    /// <summary>Inputs of a row.</summary>
    public int Width { get; }

    /// <summary>The inputs that are 0 or 1: of categories, and of what is missing.</summary>
    public IEnumerable<int> Flags => Enumerable.Range(0, Width).Except(_inputs);

    /// <summary>How many inputs it makes of the features of a data set.</summary>
    public static int WidthOf(Dataset data, bool indicators) =>
        Enumerable.Range(0, data.FeatureNames.Count).Sum(feature => data.CategoriesOf(feature)?.Count ?? 1) + (indicators ? data.Incomplete.Count : 0);

    /// <summary>Fits an encoder on some rows.</summary>
    /// <param name="data">Where the rows are.</param>
    /// <param name="rows">Their numbers.</param>
    /// <param name="missing">How missing values of each feature are filled in; where there are fewer, they are used in turn, as for the points of a window.</param>
    /// <param name="indicators">Whether each feature with missing values has one more input, which is 1 where its value is missing.</param>
    /// <exception cref="ArgumentException">Values are missing that nothing can be put in the place of.</exception>
    public static RowEncoder Fit(Dataset data, ReadOnlySpan<int> rows, IReadOnlyList<Imputation> missing, bool indicators)
    {
        int features = data.FeatureNames.Count, width = 0;
        var (fills, inputs, categories, indicated) = (Filled(features, float.NaN), Filled(features, None), Filled(features, None), Filled(features, None));
        // Steps and pixels of a feature share what they are filled with, and all of them are looked at for it.
        var found = new Dictionary<(int Group, Imputation Missing), float>();
        foreach (int feature in data.Incomplete)
        {
            var key = (Group: feature % data.FeatureGroups, Missing: missing.Count == 0 ? Imputation.Refuse : missing[feature % missing.Count]);
            if (!found.TryGetValue(key, out fills[feature]))
                found.Add(key, fills[feature] = Imputed.Of(data, feature, rows, key.Missing));
        }

        var categoryInputs = new List<int>();
        for (int feature = 0; feature < features; feature++)
        {
            if (data.CategoriesOf(feature) is not { } names)
            {
                inputs[feature] = width++;
                continue;
            }
            categories[feature] = categoryInputs.Count;
            var known = new bool[names.Count];
            foreach (int row in rows)
                known[(int)Or(data.Features[row][feature], fills[feature])] = true;
            foreach (bool isKnown in known)
            {
                categoryInputs.Add(isKnown ? width : None);
                width++;
            }
        }
        foreach (int feature in indicators ? data.Incomplete : [])
            indicated[feature] = width++;
        return new RowEncoder(fills, inputs, categories, indicated, [.. categoryInputs], width);
    }

    /// <summary>Writes the inputs of a row.</summary>
    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        result.Clear();
        for (int feature = 0; feature < row.Length; feature++)
        {
            float value = row[feature];
            if (float.IsNaN(value))
            {
                value = _fills[feature];
                if (_indicators[feature] != None)
                    result[_indicators[feature]] = 1;
            }
            if (_inputs[feature] != None)
                result[_inputs[feature]] = value;
            else if (_categoryInputs[_categories[feature] + (int)value] is not None and var input)
                result[input] = 1;
        }
    }

    /// <summary>A text that differs where the encoder does.</summary>
    public override string ToString()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<float>(_fills));
        foreach (int[] places in new[] { _inputs, _categories, _indicators, _categoryInputs })
            hash.AppendData(MemoryMarshal.AsBytes<int>(places));
        return $"{Width} inputs, {Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}";
    }

    private static float Or(float value, float fill) => float.IsNaN(value) ? fill : value;

    private static T[] Filled<T>(int count, T value)
    {
        var values = new T[count];
        values.AsSpan().Fill(value);
        return values;
    }
}
