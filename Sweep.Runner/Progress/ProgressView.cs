using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweep.Runner.Progress;

/// <summary>What a snapshot looks like in a window: a bar, the figures, and a line for each worker, as many as there is room for.</summary>
internal static class ProgressView
{
    private const int WidestBar = 60;
    private const int NarrowestBar = 4;
    private const int NarrowestConfiguration = 8;

    // From this width on, columns stand further apart.
    private const int Roomy = 60;

    private static readonly Style _dim = new(decoration: Decoration.Dim);

    /// <summary>Lays the snapshot out.</summary>
    /// <param name="now">What there is to show.</param>
    /// <param name="width">Cells of a line. None is longer.</param>
    /// <param name="height">Lines. There are no more.</param>
    /// <param name="unicode">Whether more than ASCII can be shown.</param>
    public static IRenderable Of(ProgressSnapshot now, int width, int height, bool unicode)
    {
        List<IRenderable> lines = [Bar(now, width, unicode), .. Lines(Figures(now), width), .. Lines(Best(now), width)];
        if (lines.Count > height)
            return new Rows(lines.Take(height));
        AddWorkers(lines, now, width, height - lines.Count);
        return new Rows(lines);
    }

    private static Paragraph Bar(ProgressSnapshot now, int width, bool unicode)
    {
        double share = now.Fits > 0 ? (double)now.Done / now.Fits : 1;
        // Rounded down: 100 % is all of them.
        string text = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100),3} %  {now.Done}/{now.Fits} fits{(now.Round > 1 ? $", round {now.Round}" : "")}");
        int room = Math.Min(width - text.Length - 1, WidestBar);
        if (room < NarrowestBar)
            return new Paragraph(ProgressText.Cut(text.TrimStart(), width));
        int filled = (int)(share * room);
        return new Paragraph()
            .Append(new string(unicode ? '━' : '#', filled), new Style(Color.Green))
            .Append(new string(unicode ? '─' : '-', room - filled), _dim)
            .Append($" {text}");
    }

    private static IEnumerable<(string Text, Style Style)> Figures(ProgressSnapshot now)
    {
        if (now.Rate > 0)
            yield return (ProgressText.Rate(now.Rate), Style.Plain);
        if (now.Left is { } left)
            yield return ($"{ProgressText.Duration(left)} left", Style.Plain);
        yield return ($"{ProgressText.Duration(now.Elapsed)} elapsed", Style.Plain);
        if (now.Pruned > 0)
            yield return ($"{Number(now.Pruned)} pruned", new Style(Color.Blue));
        if (now.Diverged > 0)
            yield return ($"{Number(now.Diverged)} diverged", new Style(Color.Yellow));
        if (now.Failed > 0)
            yield return ($"{Number(now.Failed)} failed", new Style(Color.Red));
    }

    private static IEnumerable<(string Text, Style Style)> Best(ProgressSnapshot now)
    {
        if (now.Best is null)
            yield break;
        yield return ($"best {now.Best}", Style.Plain);
        yield return (now.BestSetting, Style.Plain);
    }

    // As many parts on a line as it holds.
    private static IEnumerable<Paragraph> Lines(IEnumerable<(string Text, Style Style)> parts, int width)
    {
        var line = new Paragraph();
        int used = 0;
        foreach (var (text, style) in parts)
        {
            string part = ProgressText.Cut(text, width);
            int cells = ProgressText.Cells(part);
            if (used > 0 && used + 2 + cells > width)
            {
                yield return line;
                (line, used) = (new Paragraph(), 0);
            }
            line.Append(used > 0 ? $"  {part}" : part, style);
            used += used > 0 ? 2 + cells : cells;
        }
        if (used > 0)
            yield return line;
    }

    private static void AddWorkers(List<IRenderable> lines, ProgressSnapshot now, int width, int height)
    {
        // A line for the heads, and one for those that are not shown.
        int rows = now.Workers.Count < height ? now.Workers.Count : height - 2;
        if (rows < 1)
            return;
        // Where not all can be shown, those that do something go first.
        var shown = rows == now.Workers.Count ? now.Workers : [.. now.Workers.OrderBy(fit => fit is null).Take(rows)];
        var table = Table(shown, now.Repeated, width);
        if (table.Columns.Count == 0)
            return;
        lines.Add(table);
        if (rows < now.Workers.Count)
            lines.Add(new Text(ProgressText.Cut($"… and {ProgressText.Count(now.Workers.Count - rows, "more worker")}", width), _dim));
    }

    private static Table Table(IReadOnlyList<RunningFit?> fits, bool repeated, int width)
    {
        List<(string Head, string[] Cells)> columns = [Column("trial", fit => Number(fit.Trial))];
        if (repeated)
            columns.Add(Column("repeat", fit => Number(fit.Fold.Repeat)));
        columns.Add(Column("fold", fit => Number(fit.Fold.Number) + (fit.Fold.Inner is { } inner ? $".{Number(inner)}" : "")));
        if (fits.Any(fit => fit?.Attempt > 1))
            columns.Add(Column("attempt", fit => Number(fit.Attempt)));
        columns.Add(Column("epoch", fit => fit.Epochs is { } all ? $"{Number(fit.Epoch)}/{Number(all)}" : Number(fit.Epoch)));
        columns.Add(Column("time", fit => ProgressText.Duration(fit.Duration)));

        int gap = width >= Roomy ? 2 : 1;
        var table = new Table().NoBorder();
        int left = width;
        foreach (var (head, cells) in columns)
        {
            int widest = cells.Append(head).Max(cell => cell.Length);
            if (widest > left)
                break;
            left -= widest + gap;
            table.AddColumn(Head(head, widest, Justify.Right, gap));
        }
        int shown = table.Columns.Count;
        if (left >= NarrowestConfiguration)
            table.AddColumn(Head("configuration", left, Justify.Left, gap: 0));
        else if (shown > 0)
            table.Columns[^1].Padding = new Padding(0);
        foreach (var (row, fit) in fits.Index())
        {
            table.AddRow([
                .. columns.Take(shown).Select(column => new Text(column.Cells[row])),
                .. left >= NarrowestConfiguration ? [Configuration(fit, left)] : Array.Empty<IRenderable>(),
            ]);
        }
        return table;

        (string Head, string[] Cells) Column(string head, Func<RunningFit, string> cell) => (head, [.. fits.Select(fit => fit is null ? "" : cell(fit))]);
    }

    private static TableColumn Head(string text, int width, Justify alignment, int gap) => new(new Text(ProgressText.Cut(text, width), _dim))
    {
        Width = width,
        NoWrap = true,
        Alignment = alignment,
        Padding = new Padding(0, 0, gap, 0),
    };

    private static Text Configuration(RunningFit? fit, int width) =>
        fit is null ? new Text("idle", _dim) : new Text(ProgressText.Cut(ProgressText.Everything(fit.Configuration), width));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
