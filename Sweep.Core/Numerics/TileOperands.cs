namespace Sweep.Core.Numerics;

/// <summary>Where the operands of a panel of a product lie: value (row, step) of the left side at A + row · ARow + step · AStep, and so on.</summary>
internal unsafe struct TileOperands
{
    /// <summary>The left side, [rows, steps].</summary>
    public required float* A;

    /// <summary>Distance of its rows.</summary>
    public required nint ARow;

    /// <summary>Distance of its steps.</summary>
    public required nint AStep;

    /// <summary>The right side: the panel's columns for each step.</summary>
    public required float* B;

    /// <summary>Distance of its steps.</summary>
    public required nint BStep;

    /// <summary>Products in each sum.</summary>
    public required nint Steps;

    /// <summary>What sums start from; null: from 0.</summary>
    public required float* Start;

    /// <summary>Distance of its rows; 0 where all rows start alike.</summary>
    public required nint StartRow;

    /// <summary>Receives the sums.</summary>
    public required float* C;

    /// <summary>Distance of its rows.</summary>
    public required nint CRow;
}
