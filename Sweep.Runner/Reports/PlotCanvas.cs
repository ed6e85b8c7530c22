namespace Sweep.Runner.Reports;

/// <summary>The area between the axes of a plot: characters, and in each of them eight dots (Braille) where a finer line can be drawn.</summary>
internal sealed class PlotCanvas
{
    private const int DotsAcross = 2;
    private const int DotsDown = 4;
    private const char Empty = ' ';
    private const char Braille = '\u2800';

    // The bits of a Braille character, by the place of the dot: Unicode counts down the left column, down the right one, then along the fourth line.
    private static readonly int[,] _dots = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly char[][] _cells;

    /// <summary>Makes an empty one.</summary>
    public PlotCanvas(int width, int height)
    {
        (Width, Height) = (width, height);
        _cells = [.. Enumerable.Range(0, height).Select(_ => Enumerable.Repeat(Empty, width).ToArray())];
    }

    /// <summary>Characters across.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>A line of characters, from the top.</summary>
    public string Line(int row) => new(_cells[row]);

    /// <summary>Fills a column of characters between two shares of the height.</summary>
    public void Fill(int column, double low, double high, char mark)
    {
        (int top, int bottom) = (Place(1 - high, Height), Place(1 - low, Height));
        for (int row = Math.Max(0, top); row <= Math.Min(Height - 1, bottom); row++)
            Put(column, row, mark);
    }

    /// <summary>Draws a line from one point to another, both as shares of width and height.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="mark">The character to draw with; null: dots.</param>
    public void Draw((double X, double Y) from, (double X, double Y) to, char? mark)
    {
        var (across, down) = mark is null ? (DotsAcross, DotsDown) : (1, 1);
        (int left, int top) = (Place(from.X, Width * across), Place(1 - from.Y, Height * down));
        (int right, int bottom) = (Place(to.X, Width * across), Place(1 - to.Y, Height * down));
        int steps = Math.Max(1, Math.Max(Math.Abs(right - left), Math.Abs(bottom - top)));
        for (int step = 0; step <= steps; step++)
        {
            int x = left + Divide((right - left) * step, steps), y = top + Divide((bottom - top) * step, steps);
            if (mark is { } character)
                Put(x, y, character);
            else
                Dot(x, y);
        }
    }

    private void Put(int x, int y, char mark)
    {
        if (x >= 0 && x < Width && y >= 0 && y < Height)
            _cells[y][x] = mark;
    }

    private void Dot(int x, int y)
    {
        if (x < 0 || y < 0 || x >= Width * DotsAcross || y >= Height * DotsDown)
            return;
        ref char cell = ref _cells[y / DotsDown][x / DotsAcross];
        int before = cell is >= Braille and <= (char)(Braille + 0xFF) ? cell : Braille;
        cell = (char)(before | _dots[y % DotsDown, x % DotsAcross]);
    }

    // What lies far outside is kept near: it is not seen, and the way there takes no time.
    private static int Place(double share, int places) => (int)Math.Round(Math.Clamp(share, -1, 2) * (places - 1), MidpointRounding.AwayFromZero);

    private static int Divide(int dividend, int divisor) => (int)Math.Round((double)dividend / divisor, MidpointRounding.AwayFromZero);
}
