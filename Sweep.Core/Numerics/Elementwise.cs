using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Numerics;

/// <summary>Loops over the elements of equally long spans. The spans may be the same, but not overlap otherwise.</summary>
/// <remarks>Elements are taken eight at a time. Where a function or a rule is applied, the last few are padded with zeros, so that it is written once.</remarks>
public static class Elementwise
{
    private const int Width = Lanes.Width;

    /// <summary>result[i] = f(x[i]), for a function without settings.</summary>
    public static void Apply<TFunction>(ReadOnlySpan<float> x, Span<float> result)
        where TFunction : struct, IElementFunction => Apply(default(TFunction), x, result);

    /// <summary>result[i] = f(x[i]).</summary>
    public static void Apply<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> result)
        where TFunction : struct, IElementFunction
    {
        RequireEqual(x.Length, result.Length);
        int whole = Whole(x.Length);
        ApplyWhole(function, x, result, whole);
        if (whole < x.Length)
            Lanes.StorePart(function.Of(Lanes.LoadPart(x[whole..])), result[whole..]);
    }

    /// <summary>result[i] = upstream[i] · f′(x[i]), where f took the value y[i], for a function without settings.</summary>
    public static void ApplyGradient<TGradient>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> upstream, Span<float> result)
        where TGradient : struct, IElementGradient => ApplyGradient(default(TGradient), x, y, upstream, result);

    /// <summary>result[i] = upstream[i] · f′(x[i]), where f took the value y[i]: the chain rule through a function of one element.</summary>
    public static void ApplyGradient<TGradient>(
        TGradient function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> upstream, Span<float> result)
        where TGradient : struct, IElementGradient
    {
        RequireEqual(x.Length, result.Length);
        RequireEqual(y.Length, result.Length);
        RequireEqual(upstream.Length, result.Length);
        int whole = Whole(x.Length);
        ApplyGradientWhole(function, x, y, upstream, result, whole);
        if (whole < x.Length)
            Lanes.StorePart(function.At(Lanes.LoadPart(x[whole..]), Lanes.LoadPart(y[whole..])) * Lanes.LoadPart(upstream[whole..]), result[whole..]);
    }

    /// <summary>weights[i] = rule(weights[i], gradient[i]): one pass of an optimizer over the weights and its memories.</summary>
    public static void Update<TRule>(TRule rule, Span<float> weights, ReadOnlySpan<float> gradient)
        where TRule : struct, IUpdateRule, allows ref struct
    {
        RequireEqual(gradient.Length, weights.Length);
        int whole = Whole(weights.Length);
        UpdateWhole(rule, weights, gradient, whole);
        if (whole < weights.Length)
            Lanes.StorePart(rule.Next(Lanes.LoadPart(weights[whole..]), Lanes.LoadPart(gradient[whole..]), whole), weights[whole..]);
    }

    /// <summary>result[i] = factor · x[i] + result[i], rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyAdd(float factor, ReadOnlySpan<float> x, Span<float> result)
    {
        RequireEqual(x.Length, result.Length);
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(result);
        var factors = Vector256.Create(factor);
        int i = 0;
        for (; i <= x.Length - Width; i += Width)
        {
            Vector256.FusedMultiplyAdd(factors, Vector256.LoadUnsafe(ref from, (nuint)i), Vector256.LoadUnsafe(ref to, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < x.Length; i++)
            result[i] = MathF.FusedMultiplyAdd(factor, x[i], result[i]);
    }

    /// <summary>values[i] = factor · values[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float factor, Span<float> values)
    {
        ref float value = ref MemoryMarshal.GetReference(values);
        var factors = Vector256.Create(factor);
        int i = 0;
        for (; i <= values.Length - Width; i += Width)
            (factors * Vector256.LoadUnsafe(ref value, (nuint)i)).StoreUnsafe(ref value, (nuint)i);
        for (; i < values.Length; i++)
            values[i] *= factor;
    }

    /// <summary>values[i] = values[i] / divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(Span<float> values, float divisor)
    {
        ref float value = ref MemoryMarshal.GetReference(values);
        var divisors = Vector256.Create(divisor);
        int i = 0;
        for (; i <= values.Length - Width; i += Width)
            (Vector256.LoadUnsafe(ref value, (nuint)i) / divisors).StoreUnsafe(ref value, (nuint)i);
        for (; i < values.Length; i++)
            values[i] /= divisor;
    }

    /// <summary>values[i] = values[i] − subtrahend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(Span<float> values, float subtrahend)
    {
        ref float value = ref MemoryMarshal.GetReference(values);
        var subtrahends = Vector256.Create(subtrahend);
        int i = 0;
        for (; i <= values.Length - Width; i += Width)
            (Vector256.LoadUnsafe(ref value, (nuint)i) - subtrahends).StoreUnsafe(ref value, (nuint)i);
        for (; i < values.Length; i++)
            values[i] -= subtrahend;
    }

    /// <summary>result[i] = (x[i] − shift[i]) · scale[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Standardize(
        ReadOnlySpan<float> x, ReadOnlySpan<float> shift, ReadOnlySpan<float> scale, Span<float> result)
    {
        RequireEqual(x.Length, result.Length);
        RequireEqual(shift.Length, result.Length);
        RequireEqual(scale.Length, result.Length);
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float shifts = ref MemoryMarshal.GetReference(shift);
        ref float scales = ref MemoryMarshal.GetReference(scale);
        ref float to = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= x.Length - Width; i += Width)
        {
            var centered = Vector256.LoadUnsafe(ref from, (nuint)i) - Vector256.LoadUnsafe(ref shifts, (nuint)i);
            (centered * Vector256.LoadUnsafe(ref scales, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < x.Length; i++)
            result[i] = (x[i] - shift[i]) * scale[i];
    }

    /// <summary>sums[c] = the sum of column c of a matrix: of the first, third, fifth … row, plus that of the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumRows(ReadOnlyMatrixSpan matrix, Span<float> sums)
    {
        RequireEqual(matrix.Columns, sums.Length);
        var values = matrix.Values;
        ref float from = ref MemoryMarshal.GetReference(values);
        int columns = matrix.Columns, pairs = columns * (matrix.Rows & ~1), column = 0;
        // A cache line of each row at a time, in four sums that need not wait for each other.
        for (; column <= columns - 2 * Width; column += 2 * Width)
        {
            Vector256<float> odd = Vector256<float>.Zero, oddRight = odd, even = odd, evenRight = odd;
            int at = column;
            for (; at < pairs; at += 2 * columns)
            {
                odd += Vector256.LoadUnsafe(ref from, (nuint)at);
                oddRight += Vector256.LoadUnsafe(ref from, (nuint)(at + Width));
                even += Vector256.LoadUnsafe(ref from, (nuint)(at + columns));
                evenRight += Vector256.LoadUnsafe(ref from, (nuint)(at + columns + Width));
            }
            if (at < values.Length)
            {
                odd += Vector256.LoadUnsafe(ref from, (nuint)at);
                oddRight += Vector256.LoadUnsafe(ref from, (nuint)(at + Width));
            }
            (odd + even).CopyTo(sums[column..]);
            (oddRight + evenRight).CopyTo(sums[(column + Width)..]);
        }
        for (; column < columns; column += Width)
        {
            Vector256<float> odd = Vector256<float>.Zero, even = odd;
            int at = column;
            for (; at < pairs; at += 2 * columns)
            {
                odd += Lanes.Load(values, at);
                even += Lanes.Load(values, at + columns);
            }
            if (at < values.Length)
                odd += Lanes.Load(values, at);
            Lanes.Store(odd + even, sums, column);
        }
    }

    /// <summary>The Euclidean norm of a vector, summed in double from the first element to the last.</summary>
    public static double Norm(ReadOnlySpan<float> x)
    {
        double sum = 0;
        foreach (float value in x)
            sum += (double)value * value;
        return Math.Sqrt(sum);
    }

    /// <summary>The sum of the absolute values of a vector, in double from the first element to the last.</summary>
    public static double SumOfAbsolutes(ReadOnlySpan<float> x)
    {
        double sum = 0;
        foreach (float value in x)
            sum += Math.Abs(value);
        return sum;
    }

    /// <summary>The largest absolute value of a vector; 0 where it is empty.</summary>
    public static double LargestAbsolute(ReadOnlySpan<float> x)
    {
        double largest = 0;
        foreach (float value in x)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    /// <summary>The largest value of a vector; NaN where one is. It must not be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Largest(ReadOnlySpan<float> x)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        var eight = Vector256.Create(x[0]);
        int i = 0;
        for (; i <= x.Length - Width; i += Width)
            eight = Vector256.Max(eight, Vector256.LoadUnsafe(ref from, (nuint)i));
        var four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        float largest = Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3]));
        for (; i < x.Length; i++)
            largest = Math.Max(largest, x[i]);
        return largest;
    }

    /// <summary>Whether no element is NaN or infinite.</summary>
    public static bool IsFinite(ReadOnlySpan<float> x)
    {
        int whole = Whole(x.Length);
        foreach (float value in x[whole..])
        {
            if (!float.IsFinite(value))
                return false;
        }
        return IsFiniteWhole(x, whole);
    }

    /// <summary>x[i] = x[i], but from −<paramref name="limit"/> to <paramref name="limit"/>. No element may be NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clamp(float limit, Span<float> x)
    {
        ref float value = ref MemoryMarshal.GetReference(x);
        Vector256<float> low = Vector256.Create(-limit), high = Vector256.Create(limit);
        int i = 0;
        for (; i <= x.Length - Width; i += Width)
            Vector256.Min(Vector256.Max(Vector256.LoadUnsafe(ref value, (nuint)i), low), high).StoreUnsafe(ref value, (nuint)i);
        for (; i < x.Length; i++)
            x[i] = Math.Min(Math.Max(x[i], -limit), limit);
    }

    /// <summary>result[i] = result[i] + share · (x[i] − result[i]); with a share of 1 exactly x[i], whatever was there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MoveTowards(float share, ReadOnlySpan<float> x, Span<float> result)
    {
        RequireEqual(x.Length, result.Length);
        if (share == 1)
        {
            x.CopyTo(result);
            return;
        }
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(result);
        var shares = Vector256.Create(share);
        int i = 0;
        for (; i <= x.Length - Width; i += Width)
        {
            var before = Vector256.LoadUnsafe(ref to, (nuint)i);
            Vector256.FusedMultiplyAdd(shares, Vector256.LoadUnsafe(ref from, (nuint)i) - before, before).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < x.Length; i++)
            result[i] = MathF.FusedMultiplyAdd(share, x[i] - result[i], result[i]);
    }

    /// <summary>Each takes the values of the other.</summary>
    public static void Exchange(Span<float> a, Span<float> b)
    {
        RequireEqual(a.Length, b.Length);
        for (int i = 0; i < a.Length; i++)
            (a[i], b[i]) = (b[i], a[i]);
    }

    /// <summary>The sum of x[i] · y[i], in double from the first element to the last.</summary>
    public static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        RequireEqual(x.Length, y.Length);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (double)x[i] * y[i];
        return sum;
    }

    // The loops over whole vectors are methods of their own: where a method calls another, its vectors are kept in memory rather than in
    // registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyWhole<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> result, int whole)
        where TFunction : struct, IElementFunction
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref MemoryMarshal.GetReference(result);
        for (int i = 0; i < whole; i += Width)
            function.Of(Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyGradientWhole<TGradient>(
        TGradient function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> upstream, Span<float> result, int whole)
        where TGradient : struct, IElementGradient
    {
        ref float argument = ref MemoryMarshal.GetReference(x);
        ref float value = ref MemoryMarshal.GetReference(y);
        ref float from = ref MemoryMarshal.GetReference(upstream);
        ref float to = ref MemoryMarshal.GetReference(result);
        for (int i = 0; i < whole; i += Width)
        {
            var slope = function.At(Vector256.LoadUnsafe(ref argument, (nuint)i), Vector256.LoadUnsafe(ref value, (nuint)i));
            (slope * Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateWhole<TRule>(TRule rule, Span<float> weights, ReadOnlySpan<float> gradient, int whole)
        where TRule : struct, IUpdateRule, allows ref struct
    {
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref float slope = ref MemoryMarshal.GetReference(gradient);
        for (int i = 0; i < whole; i += Width)
        {
            rule.Next(Vector256.LoadUnsafe(ref weight, (nuint)i), Vector256.LoadUnsafe(ref slope, (nuint)i), i)
                .StoreUnsafe(ref weight, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsFiniteWhole(ReadOnlySpan<float> x, int whole)
    {
        ref float from = ref MemoryMarshal.GetReference(x);
        // Without the sign, bits of floats are ordered as their values are, with infinity and then NaN at the end.
        var magnitude = Vector256.Create(0x7FFF_FFFF);
        Vector256<int> first = Vector256<int>.Zero, second = first, third = first, fourth = first;
        int i = 0;
        // Four at a time: each waits for the one before it.
        for (; i <= whole - 4 * Width; i += 4 * Width)
        {
            first = Vector256.Max(first, Vector256.LoadUnsafe(ref from, (nuint)i).AsInt32() & magnitude);
            second = Vector256.Max(second, Vector256.LoadUnsafe(ref from, (nuint)(i + Width)).AsInt32() & magnitude);
            third = Vector256.Max(third, Vector256.LoadUnsafe(ref from, (nuint)(i + 2 * Width)).AsInt32() & magnitude);
            fourth = Vector256.Max(fourth, Vector256.LoadUnsafe(ref from, (nuint)(i + 3 * Width)).AsInt32() & magnitude);
        }
        for (; i < whole; i += Width)
            first = Vector256.Max(first, Vector256.LoadUnsafe(ref from, (nuint)i).AsInt32() & magnitude);
        var largest = Vector256.Max(Vector256.Max(first, second), Vector256.Max(third, fourth));
        return Vector256.LessThanAll(largest, Vector256.Create(0x7F80_0000));
    }

    private static int Whole(int length) => length & -Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireEqual(int got, int expected)
    {
        if (got != expected)
            RefuseLengths(got, expected);
    }

    private static void RefuseLengths(int got, int expected) =>
        throw new ArgumentException($"Spans taken element by element must be equally long; got {got} and {expected}.");
}
