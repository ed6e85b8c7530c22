using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Ledger;

/// <summary>Epochs as the ledger keeps them: doubles, little-endian, row after row.</summary>
internal static class EpochBytes
{
    /// <summary>Packs rows.</summary>
    public static byte[] Of(IReadOnlyList<double[]> rows)
    {
        var bytes = new byte[rows.Sum(row => row.Length) * sizeof(double)];
        var rest = bytes.AsSpan();
        foreach (double[] row in rows)
        {
            foreach (double value in row)
            {
                // Processors differ in the bits of a NaN that they compute; here all are one.
                BinaryPrimitives.WriteDoubleLittleEndian(rest, double.IsNaN(value) && !Figure.IsAbsent(value) ? double.NaN : value);
                rest = rest[sizeof(double)..];
            }
        }
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
}
