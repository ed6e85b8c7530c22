using System.IO.Compression;
using System.Text;
using Sweep.Core.Data;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Core.Data;

/// <summary>A folder of data files, and what they read as.</summary>
internal sealed class DataFolderOfTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder, called "folder" in messages.</summary>
    public DataFile Folder => new(_folder.Path, "folder");

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Writes a file, which messages call by its name.</summary>
    public DataFile Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return new DataFile(PathOf(name), name);
    }

    /// <summary>An array of bytes in the format IDX.</summary>
    public static byte[] Idx(int[] sizes, params byte[] values) =>
        [0, 0, 8, (byte)sizes.Length, .. sizes.SelectMany(size => new byte[] { (byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size }), .. values];

    /// <summary>An array in the format NPY, version 1.0, with any header.</summary>
    public static byte[] Npy(string header, params byte[] values) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.Latin1.GetBytes(header), .. values];

    /// <summary>An array of bytes in the format NPY.</summary>
    public static byte[] Npy(int[] sizes, params byte[] values) =>
        Npy($"{{'descr': '|u1', 'fortran_order': False, 'shape': ({string.Join(", ", sizes)},), }}\n", values);

    public static byte[] Gzip(params byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>All numbers of a table, row by row; NaN where there is none.</summary>
    public static double[] Numbers(ITable table)
    {
        using var rows = table.Open();
        var numbers = new List<double>();
        while (rows.Read())
        {
            for (int column = 0; column < table.Columns.Count; column++)
            {
                Assert.Equal(rows.Read(column, out double number) == FieldKind.Missing, double.IsNaN(number));
                numbers.Add(number);
            }
        }
        Assert.False(rows.Read());
        return [.. numbers];
    }

    public void Dispose() => _folder.Dispose();
}
