using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Sweep.Core.Data;

/// <summary>Makes numbers of the bytes of an array.</summary>
internal static class Elements
{
    /// <summary>Bytes of an element.</summary>
    public static int SizeOf(ElementType type) => type switch
    {
        ElementType.Bool or ElementType.Int8 or ElementType.UInt8 => 1,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Float16 => 2,
        ElementType.Int32 or ElementType.UInt32 or ElementType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Makes numbers of bytes. Whole numbers of 64 bits are rounded to double precision.</summary>
    /// <param name="type">What the bytes hold.</param>
    /// <param name="isBigEndian">Whether the first byte of an element is its highest.</param>
    /// <param name="bytes">The bytes; their order may be changed.</param>
    /// <param name="numbers">Receives a number for each element.</param>
    public static void Decode(ElementType type, bool isBigEndian, Span<byte> bytes, Span<double> numbers)
    {
        if (isBigEndian == BitConverter.IsLittleEndian)
            Reverse(bytes, SizeOf(type));
        switch (type)
        {
            case ElementType.Bool:
                for (int i = 0; i < numbers.Length; i++)
                    numbers[i] = bytes[i] == 0 ? 0 : 1;
                break;
            case ElementType.Int8: Convert<sbyte>(bytes, numbers); break;
            case ElementType.UInt8: Convert<byte>(bytes, numbers); break;
            case ElementType.Int16: Convert<short>(bytes, numbers); break;
            case ElementType.UInt16: Convert<ushort>(bytes, numbers); break;
            case ElementType.Int32: Convert<int>(bytes, numbers); break;
            case ElementType.UInt32: Convert<uint>(bytes, numbers); break;
            case ElementType.Int64: Convert<long>(bytes, numbers); break;
            case ElementType.UInt64: Convert<ulong>(bytes, numbers); break;
            case ElementType.Float16: Convert<Half>(bytes, numbers); break;
            case ElementType.Float32: Convert<float>(bytes, numbers); break;
            default: Convert<double>(bytes, numbers); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<double> numbers)
        where T : unmanaged, INumberBase<T>
    {
        var elements = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = double.CreateTruncating(elements[i]);
    }

    private static void Reverse(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2: Reverse(MemoryMarshal.Cast<byte, ushort>(bytes)); break;
            case 4: Reverse(MemoryMarshal.Cast<byte, uint>(bytes)); break;
            case 8: Reverse(MemoryMarshal.Cast<byte, ulong>(bytes)); break;
        }
    }

    private static void Reverse(Span<ushort> elements) => BinaryPrimitives.ReverseEndianness(elements, elements);

    private static void Reverse(Span<uint> elements) => BinaryPrimitives.ReverseEndianness(elements, elements);

    private static void Reverse(Span<ulong> elements) => BinaryPrimitives.ReverseEndianness(elements, elements);
}
