using Sweep.Core.Contracts;
using Sweep.Core.Data;

namespace Sweep.Tests.Core.Data;

public class NpyFileTests
{
    [Fact]
    public void Numbers_of_a_file_are_texts_in_their_shortest_form()
    {
        using var folder = new DataFolderOfTest();
        var table = NpyFile.Open(folder.Write("a.npy", DataFolderOfTest.Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)}", 0xCD, 0xCC, 0xCC, 0x3D, 0, 0, 0xC0, 0x7F)));

        using var rows = table.Open();
        Assert.True(rows.Read());
        Assert.Equal("row 1", rows.Place);
        Assert.Equal("0.1", rows.Text(0).ToString());
        Assert.Equal("", rows.Text(1).ToString());
        Assert.Equal(FieldKind.Missing, rows.Read(1, out _));
    }

    [Theory]
    [InlineData("""{"shape":(2,1L),'descr':"|u1" ,'fortran_order':False}""")]
    [InlineData("{'descr': 'u1', 'fortran_order': False, 'shape': (2,)}", "of the type \"u1\"")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2,)} x", "goes on with \"x\"")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2,)", "ends too early")]
    [InlineData("{'descr': '|u1', 'fortran_order': False}", "and no more; got \"descr, fortran_order\"")]
    [InlineData("{'descr': '|u1', 'fortran_order': 'no', 'shape': (2,)}", "and no more")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': 2}", "goes on with \"2}\"")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (-2,)}", "goes on with \"-2,)}\"")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}", "[3] takes 3 bytes; the file has 2 for it. Copy or download")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", "[1] takes 1 bytes; the file has 2 for it. A file can hold one array, and no more.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000)}", "a row can have 1048576 values")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2000000000, 1000000)}", "takes 2000000000000000 bytes; the file has 2 for it")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (3000000000,)}", "a dimension of an array can have 2147483647 values; this one has 3000000000")]
    public void A_header_is_read_as_Python_would_or_refused(string header, string? reason = null)
    {
        using var folder = new DataFolderOfTest();
        var file = folder.Write("a.npy", DataFolderOfTest.Npy(header, 4, 5));
        if (reason is null)
        {
            Assert.Equal([4, 5], DataFolderOfTest.Numbers(NpyFile.Open(file)));
            return;
        }

        var error = Assert.Throws<InputException>(() => NpyFile.Open(file));

        Assert.StartsWith("a.npy: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_lie_one_after_the_other_are_read_in_blocks_of_rows()
    {
        const int Rows = 70_000;
        using var folder = new DataFolderOfTest();
        byte[] values = [.. Enumerable.Range(0, 2 * Rows).Select(i => (byte)(i % 251))];
        byte[] bytes = DataFolderOfTest.Npy($"{{'descr': '|u1', 'fortran_order': True, 'shape': ({Rows}, 2)}}", values);

        double[] expected = [.. Enumerable.Range(0, Rows).SelectMany(row => new double[] { values[row], values[Rows + row] })];

        Assert.Equal(expected, DataFolderOfTest.Numbers(NpyFile.Open(folder.Write("a.npy", bytes))));
        Assert.Equal(expected, DataFolderOfTest.Numbers(NpyFile.Open(folder.Write("a.npy.gz", DataFolderOfTest.Gzip(bytes)))));
    }

    [Theory]
    [InlineData(false, 1, "the file ends inside the array")]
    [InlineData(true, 1, "the file ends inside the array")]
    [InlineData(false, 3, "the array ends before the file does")]
    [InlineData(true, 3, "the array ends before the file does")]
    public void A_packed_array_of_another_length_is_refused_where_it_ends(bool isFortran, int values, string reason)
    {
        using var folder = new DataFolderOfTest();
        byte[] bytes = DataFolderOfTest.Npy($"{{'descr': '|u1', 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': (1, 2)}}", new byte[values]);
        var table = NpyFile.Open(folder.Write("a.npy.gz", DataFolderOfTest.Gzip(bytes)));

        var error = Assert.Throws<InputException>(() => DataFolderOfTest.Numbers(table));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_is_only_declared_takes_no_memory()
    {
        using var folder = new DataFolderOfTest();
        // 60 MB could be unpacked of any file; there are 2 bytes.
        var table = NpyFile.Open(folder.Write("a", DataFolderOfTest.Gzip(DataFolderOfTest.Npy("{'descr': '|u1', 'fortran_order': True, 'shape': (60, 1000000)}", 1, 2))));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InputException>(() => DataFolderOfTest.Numbers(table));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
    }
}
