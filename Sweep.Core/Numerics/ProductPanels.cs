using System.Runtime.CompilerServices;

namespace Sweep.Core.Numerics;

/// <summary>A product taken apart: blocks of rows and of steps that caches hold, panels of columns, tiles.</summary>
/// <remarks>
/// The left side, and where it can be the right side too, are read where they lie: packing them first is slower at the shapes of
/// training (docs/decisions/0013). A panel of the right side is packed where its columns must be turned into rows, and where its rows lie
/// so far apart that every one of them takes a page of its own.
/// </remarks>
internal unsafe ref struct ProductPanels<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector>
    where TVector : struct
{
    // Steps of a panel: 128 KiB with vectors of 16 values, a part of the second-level cache.
    private const int PanelDepth = 1024;

    // Rows that use a panel before the next one is taken.
    private const int BlockRows = 384;

    // Where rows of the right side are at least this many vectors apart, packing pays if a panel is used by at least as many rows as the other says.
    private const int FarApart = 64;
    private const int WorthPacking = 96;

    /// <summary>The left side, [Rows, Depth]: value (row, step) lies at row · LeftRow + step · LeftStep.</summary>
    public required float* Left { get; init; }

    /// <summary>Distance of its rows.</summary>
    public required nint LeftRow { get; init; }

    /// <summary>Distance of its steps.</summary>
    public required nint LeftStep { get; init; }

    /// <summary>The right side, [Depth, Columns], or transposed [Columns, Depth].</summary>
    public required float* Right { get; init; }

    /// <summary>Distance of its rows.</summary>
    public required nint RightRow { get; init; }

    /// <summary>Whether it is transposed.</summary>
    public required bool RightTransposed { get; init; }

    /// <summary>What sums start from, a value for each column; null: from 0.</summary>
    public required float* Bias { get; init; }

    /// <summary>The result, [Rows, Columns].</summary>
    public required float* Result { get; init; }

    /// <summary>Whether sums start from what it holds.</summary>
    public required bool Accumulate { get; init; }

    /// <summary>Rows of the result.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the result.</summary>
    public required int Columns { get; init; }

    /// <summary>Products in each sum.</summary>
    public required int Depth { get; init; }

    private static int Wide => 2 * TWidth.Width;

    private readonly bool IsFarApart => RightRow >= FarApart * TWidth.Width && Rows >= WorthPacking;

    /// <summary>Computes the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run()
    {
        int step = 0;
        do
        {
            int steps = Math.Min(PanelDepth, Depth - step);
            for (int row = 0; row < Rows; row += BlockRows)
            {
                int rows = Math.Min(BlockRows, Rows - row);
                for (int column = 0; column < Columns; column += Wide)
                    RunPanel(row, rows, step, steps, column, Math.Min(Wide, Columns - column));
            }
            step += steps;
        }
        while (step < Depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void RunPanel(int row, int rows, int step, int steps, int column, int columns)
    {
        float* panel = Right + (RightTransposed ? column * RightRow + step : step * RightRow + column);
        nint panelRow = RightRow;
        if (RightTransposed || IsFarApart)
        {
            panel = Pack(panel, steps, columns);
            panelRow = Wide;
        }

        float* result = Result + (nint)row * Columns + column;
        bool adds = Accumulate || step > 0;
        var operands = new TileOperands
        {
            A = Left + row * LeftRow + step * LeftStep,
            ARow = LeftRow,
            AStep = LeftStep,
            B = panel,
            BStep = panelRow,
            Steps = steps,
            Start = adds ? result : Bias == null ? null : Bias + column,
            StartRow = adds ? Columns : 0,
            C = result,
            CRow = Columns,
        };
        ProductTile<TWidth, TVector>.Run(rows, columns, ref operands);
    }

    private readonly float* Pack(float* from, int steps, int columns)
    {
        float* panel = PanelMemory.Take(steps * Wide);
        if (RightTransposed)
            Transposition.Of(from, RightRow, columns, steps, panel, Wide);
        else
            Copy(from, RightRow, panel, steps, columns);
        return panel;
    }

    private static void Copy(float* from, nint fromRow, float* panel, int steps, int columns)
    {
        for (int step = 0; step < steps; step++)
        {
            if (columns == Wide)
            {
                TWidth.Store(TWidth.Load(from), panel);
                TWidth.Store(TWidth.Load(from + TWidth.Width), panel + TWidth.Width);
            }
            else
            {
                for (int column = 0; column < columns; column++)
                    panel[column] = from[column];
            }
            from += fromRow;
            panel += Wide;
        }
    }
}
