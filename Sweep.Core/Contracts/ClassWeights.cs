using System.Globalization;
using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>How much a row of each class counts. Two with the same weights are equal.</summary>
public sealed class ClassWeights : IEquatable<ClassWeights>
{
    private readonly double[] _weights;
    private readonly float[] _padded;

    /// <summary>Takes a weight for each class: finite, at least 0, and not all 0.</summary>
    public ClassWeights(params IEnumerable<double> weights)
    {
        _weights = [.. weights];
        foreach (double weight in _weights)
            Check.NotNegative(weight, "ClassWeight");
        _padded = new float[(_weights.Length + 7) / 8 * 8];
        for (int i = 0; i < _weights.Length; i++)
            _padded[i] = (float)_weights[i];
        if (!(_weights.Sum() > 0))
            throw new ArgumentException("At least one class weight must be above 0.", nameof(weights));
    }

    /// <summary>The number of classes.</summary>
    public int Count => _weights.Length;

    /// <summary>The weight of a class.</summary>
    public double this[int number] => _weights[number];

    /// <summary>The weights, then zeros up to a multiple of eight.</summary>
    internal ReadOnlySpan<float> Padded => _padded;

    /// <summary>Weights with which every class counts the same in all: rows / (classes · rows of the class).</summary>
    /// <param name="rowsOfClasses">How many rows each class has, at least 1.</param>
    /// <remarks>Source: King and Zeng 2001, "Logistic Regression in Rare Events Data", as scikit-learn's class_weight="balanced" has it.</remarks>
    public static ClassWeights Balanced(params IReadOnlyList<int> rowsOfClasses)
    {
        double rows = rowsOfClasses.Sum(count => (long)count);
        return new ClassWeights(rowsOfClasses.Select(count => rows / ((double)rowsOfClasses.Count * Check.AtLeast(1, count, nameof(rowsOfClasses)))));
    }

    /// <summary>The weight of a target row; of one that is shared among classes, the mean of theirs.</summary>
    /// <param name="target">A column of 0 for the first of two classes and 1 for the second, or a column for each class.</param>
    public double Of(ReadOnlySpan<float> target)
    {
        int classes = target.Length == 1 ? 2 : target.Length;
        if (classes != Count)
            throw new ArgumentException($"There must be a weight for each of {classes} classes; got {Count}.", nameof(target));
        if (target.Length == 1)
            return _weights[0] * (1 - target[0]) + _weights[1] * target[0];

        double sum = 0;
        for (int number = 0; number < classes; number++)
            sum += _weights[number] * target[number];
        return sum;
    }

    /// <summary>The weight of some target rows together.</summary>
    public double Of(ReadOnlyMatrixSpan targets)
    {
        double sum = 0;
        for (int row = 0; row < targets.Rows; row++)
            sum += Of(targets[row]);
        return sum;
    }

    /// <inheritdoc/>
    public bool Equals(ClassWeights? other) => other is not null && _weights.AsSpan().SequenceEqual(other._weights);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClassWeights);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (double weight in _weights)
            hash.Add(weight);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"[{string.Join(", ", _weights.Select(weight => weight.ToString("R", CultureInfo.InvariantCulture)))}]";
}
