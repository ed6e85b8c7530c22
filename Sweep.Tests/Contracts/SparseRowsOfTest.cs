using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>Sparse rows in the memory of a test, whose values may be changed in place.</summary>
internal sealed class SparseRowsOfTest(int[] offsets, int[] columns, float[] values, int columnCount)
{
    public float[] Values => values;

    public SparseRows Rows => new SparseTable(offsets, columns, values, columnCount).Rows;
}
