using System.Text;

namespace Sweep.Runner.Reports;

/// <summary>Curves drawn with characters, for a terminal.</summary>
internal sealed record TerminalPlot
{
    private const int NarrowestPlot = 10;
    private const int RowsBetweenLabels = 4;
    private const int ColumnsBetweenTicks = 10;

    /// <summary>What goes to the right.</summary>
    public required PlotAxis X { get; init; }

    /// <summary>What goes up.</summary>
    public required PlotAxis Y { get; init; }

    /// <summary>The curves: one is drawn finely, several with a mark each; later ones lie over earlier ones.</summary>
    public required IReadOnlyList<PlotSeries> Series { get; init; }

    /// <summary>An area behind the curves; null: none.</summary>
    public PlotBand? Band { get; init; }

    /// <summary>Vertical lines behind the curves.</summary>
    public IReadOnlyList<PlotMarker> Markers { get; init; } = [];

    /// <summary>Characters of a line, labels included.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Lines between the axes; one more than a multiple of four has labels at both ends.</summary>
    public int Height { get; init; } = 17;

    /// <summary>Whether more than ASCII can be shown.</summary>
    public bool Unicode { get; init; } = true;

    private string Marks => Unicode ? "●○×+◆△" : "*ox+#@";

    private char BandMark => Unicode ? '░' : ':';

    /// <summary>The lines of the picture.</summary>
    public IReadOnlyList<string> Lines()
    {
        var x = new PlotScale(X, [.. Series.SelectMany(series => series.Points).Select(point => point.X), .. Markers.Select(marker => marker.X)]);
        var shown = Series.SelectMany(series => series.Points).Where(point => double.IsFinite(x.ShareOf(point.X)));
        var y = new PlotScale(Y, [.. shown.Select(point => point.Y), .. Band?.Points.SelectMany(point => new[] { point.Low, point.High }) ?? []]);
        string[] labels = [.. Enumerable.Range(0, Height).Select(row =>
            (Height - 1 - row) % RowsBetweenLabels == 0 ? PlotScale.Text(y.At(Height == 1 ? 0 : 1 - row / (Height - 1.0))) : "")];
        int margin = labels.Max(label => label.Length) + 2;
        var canvas = new PlotCanvas(Math.Max(NarrowestPlot, Width - margin), Height);
        DrawBand(canvas, x, y);
        foreach (var marker in Markers.Where(marker => double.IsFinite(x.ShareOf(marker.X))))
            canvas.Fill(ColumnOf(x, marker.X, canvas), 0, 1, Unicode ? '┊' : '|');
        foreach (var (index, series) in Series.Index())
            DrawSeries(canvas, series, x, y, Unicode && Series.Count == 1 ? null : Marks[index % Marks.Length]);

        string indent = new(' ', margin);
        return
        [
            .. new[] { $"{Y.Title}{Legend()}" }.Where(title => title.Length > 0),
            .. MarkerLabels(canvas, x).Select(line => (indent + line).TrimEnd()),
            .. labels.Select((label, row) => $"{label.PadLeft(margin - 2)} {Edge(label)}{canvas.Line(row)}".TrimEnd()),
            .. XAxis(canvas, x, margin),
        ];
    }

    private char Edge(string label) => (label.Length > 0, Unicode) switch
    {
        (true, true) => '┤',
        (false, true) => '│',
        (true, false) => '+',
        _ => '|',
    };

    private string Legend()
    {
        List<string> parts = Series.Count > 1 ? [.. Series.Select((series, index) => $"{Marks[index % Marks.Length]} {series.Name}")] : [];
        if (Band is not null)
            parts.Add($"{BandMark} {Band.Name}");
        return string.Concat(parts.Select(part => "   " + part));
    }

    private void DrawBand(PlotCanvas canvas, PlotScale x, PlotScale y)
    {
        (double X, double Low, double High)[] points = [.. (Band?.Points ?? []).Select(point => (x.ShareOf(point.X), y.ShareOf(point.Low), y.ShareOf(point.High)))
            .Where(point => double.IsFinite(point.Item1) && double.IsFinite(point.Item2) && double.IsFinite(point.Item3))];
        for (int column = 0; column < canvas.Width && points.Length > 0; column++)
        {
            double share = column / (canvas.Width - 1.0);
            // A point belongs to the column that it lies in, and half a column to either side.
            int next = Array.FindIndex(points, point => point.X >= share);
            var (before, after) = (points[Math.Max(0, (next < 0 ? points.Length : next) - 1)], points[next < 0 ? points.Length - 1 : next]);
            double half = 0.5 / (canvas.Width - 1);
            if (before.X > share + half || after.X < share - half)
                continue;
            double part = after.X > before.X ? Math.Clamp((share - before.X) / (after.X - before.X), 0, 1) : 0;
            canvas.Fill(column, before.Low + part * (after.Low - before.Low), before.High + part * (after.High - before.High), BandMark);
        }
    }

    private static void DrawSeries(PlotCanvas canvas, PlotSeries series, PlotScale x, PlotScale y, char? mark)
    {
        (double X, double Y)? before = null;
        foreach (var point in series.Points)
        {
            (double X, double Y) place = (x.ShareOf(point.X), y.ShareOf(point.Y));
            if (!double.IsFinite(place.X) || !double.IsFinite(place.Y))
            {
                before = null;
                continue;
            }
            canvas.Draw(before ?? place, place, mark);
            before = place;
        }
    }

    // Each on the first line where it does not touch another one.
    private IEnumerable<string> MarkerLabels(PlotCanvas canvas, PlotScale x)
    {
        var lines = new List<StringBuilder>();
        foreach (var marker in Markers.Where(marker => double.IsFinite(x.ShareOf(marker.X))).OrderBy(marker => marker.X))
        {
            int start = StartOf(marker.Label, ColumnOf(x, marker.X, canvas), canvas.Width);
            var line = lines.Find(each => each.Length == 0 || each.Length < start);
            if (line is null)
                lines.Add(line = new StringBuilder());
            line.Append(' ', start - line.Length).Append(marker.Label);
        }
        return lines.Select(line => line.ToString());
    }

    private IEnumerable<string> XAxis(PlotCanvas canvas, PlotScale x, int margin)
    {
        char[] axis = [.. Enumerable.Repeat(Unicode ? '─' : '-', canvas.Width)];
        var labels = new StringBuilder();
        foreach (double tick in x.Ticks(canvas.Width / ColumnsBetweenTicks))
        {
            int column = ColumnOf(x, tick, canvas);
            axis[column] = Unicode ? '┬' : '+';
            string label = PlotScale.Text(tick);
            int start = StartOf(label, column, canvas.Width);
            if (labels.Length == 0 || labels.Length < start)
                labels.Append(' ', start - labels.Length).Append(label);
        }
        string indent = new(' ', margin);
        yield return $"{indent[1..]}{(Unicode ? '└' : '+')}{new string(axis)}";
        yield return (indent + labels).TrimEnd();
        yield return X.Title.PadLeft(margin + canvas.Width);
    }

    private static int ColumnOf(PlotScale x, double number, PlotCanvas canvas) =>
        (int)Math.Round(Math.Clamp(x.ShareOf(number), 0, 1) * (canvas.Width - 1), MidpointRounding.AwayFromZero);

    // Where a text begins that stands around a column, and inside of the picture.
    private static int StartOf(string text, int column, int width) => Math.Clamp(column - text.Length / 2, 0, Math.Max(0, width - text.Length));
}
