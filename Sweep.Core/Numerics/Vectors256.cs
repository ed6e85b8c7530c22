using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Numerics;

/// <summary>Vectors of eight values: AVX2, or two of NEON, or software.</summary>
internal readonly unsafe struct Vectors256 : IVectorWidth<Vector256<float>>
{
    public static int Width => 8;

    public static int TileRows => 6;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float* from) => Vector256.Create(*from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, float* to) => vector.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* from)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(from);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFirst(float* from, Vector256<float> mask)
    {
        if (Avx.IsSupported)
            return Avx.MaskLoad(from, mask);
        var values = Zero;
        for (int i = 0; i < Width; i++)
            values = mask.AsInt32()[i] != 0 ? values.WithElement(i, from[i]) : values;
        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector256<float> vector, float* to, Vector256<float> mask)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(to, mask, vector);
            return;
        }
        for (int i = 0; i < Width; i++)
        {
            if (mask.AsInt32()[i] != 0)
                to[i] = vector[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);
}
