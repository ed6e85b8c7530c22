using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweep.Runner.Progress;

/// <summary>A terminal in which a block of lines can be drawn over and over in the same place.</summary>
/// <remarks>
/// The cursor rests on the first character of the block. However a terminal breaks lines anew when its window is resized, all of the block then comes
/// after the cursor, and can be erased from there. The live display of Spectre.Console, which draws the lines, counts them instead and hides the
/// cursor for as long as it lasts: a narrower window leaves pieces behind, and a program that is killed leaves a terminal without a cursor.
/// </remarks>
/// <param name="Output">Where to.</param>
/// <param name="Size">The width and height of the window at this moment.</param>
/// <param name="Colors">What colours it has.</param>
/// <param name="Unicode">Whether it shows more than ASCII.</param>
internal sealed record Screen(TextWriter Output, Func<(int Width, int Height)> Size, ColorSystem Colors, bool Unicode)
{
    private const string Hide = "\e[?25l", Show = "\e[?25h", EraseRest = "\e[J", EraseLine = "\e[K";

    /// <summary>Draws a block over the one that was there.</summary>
    public void Draw(IReadOnlyList<string> lines)
    {
        string back = lines.Count > 1 ? $"\e[{lines.Count - 1}A" : "";
        Output.Write($"{Hide}\r{string.Concat(lines.Select((line, index) => $"{(index > 0 ? "\r\n" : "")}{EraseLine}{line}"))}{EraseRest}{back}\r{Show}");
        Output.Flush();
    }

    /// <summary>Takes the block away.</summary>
    public void Erase()
    {
        Output.Write($"\r{EraseRest}");
        Output.Flush();
    }

    /// <summary>The lines that something takes in a window of this width.</summary>
    public string[] Lines(IRenderable drawn, int width)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(text),
        });
        (console.Profile.Width, console.Profile.Capabilities.ColorSystem, console.Profile.Capabilities.Unicode) = (width, Colors, Unicode);
        console.Write(drawn);
        return [.. text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }
}
