using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Ledger;

/// <summary>Epochs, and steps, as the ledger keeps them: doubles, little-endian, row after row.</summary>
internal static class EpochBytes
{
    /// <summary>Packs rows.</summary>
    public static byte[] Of(IReadOnlyList<double[]> rows)
    {
        var bytes = new byte[rows.Sum(row => row.Length) * sizeof(double)];
        var rest = bytes.AsSpan();
        foreach (double[] row in rows)
            rest = Pack(row, rest);
        return bytes;
    }

    /// <summary>Packs rows that lie one after another.</summary>
    public static byte[] Of(ReadOnlySpan<double> rows)
    {
        var bytes = new byte[rows.Length * sizeof(double)];
        Pack(rows, bytes);
        return bytes;
    }

    /// <summary>Unpacks values, and appends them.</summary>
    public static void Append(List<double> values, ReadOnlySpan<byte> bytes)
    {
        if (BitConverter.IsLittleEndian)
            values.AddRange(MemoryMarshal.Cast<byte, double>(bytes));
        else
            throw new PlatformNotSupportedException("Ledgers can be read on little-endian machines only.");
    }

    private static Span<byte> Pack(ReadOnlySpan<double> values, Span<byte> bytes)
    {
        foreach (double value in values)
        {
            // Processors differ in the bits of a NaN that they compute; here all are one.
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.IsNaN(value) && !Figure.IsAbsent(value) ? double.NaN : value);
            bytes = bytes[sizeof(double)..];
        }
        return bytes;
    }
}
