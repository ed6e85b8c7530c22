using System.Buffers.Binary;

namespace Sweep.Core.Parquet;

/// <summary>The checksum of gzip and zip: CRC-32 with the polynomial 0x04C11DB7, reflected.</summary>
/// <remarks>Eight bytes at a time by eight tables (slicing-by-8; Kounavis and Berry 2008).</remarks>
internal static class Crc32
{
    private static readonly uint[][] _tables = MakeTables();

    /// <summary>The checksum of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The checksum of what came before them.</param>
    public static uint Compute(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var t = _tables;
        uint crc = ~before;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[7][low & 0xFF] ^ t[6][low >> 8 & 0xFF] ^ t[5][low >> 16 & 0xFF] ^ t[4][low >> 24]
                ^ t[3][high & 0xFF] ^ t[2][high >> 8 & 0xFF] ^ t[1][high >> 16 & 0xFF] ^ t[0][high >> 24];
        }
        foreach (byte b in bytes)
            crc = t[0][(crc ^ b) & 0xFF] ^ crc >> 8;
        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (int k = 0; k < 8; k++)
        {
            tables[k] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                uint crc = k == 0 ? i : tables[k - 1][i];
                for (int bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
                tables[k][i] = crc;
            }
        }
        return tables;
    }
}
