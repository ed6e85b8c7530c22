using Spectre.Console;
using Sweep.Runner.Progress;

namespace Sweep.Runner.Commands;

/// <summary>Where a command writes: what a program may read goes to the output, everything else to the errors.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress and messages.</param>
/// <param name="OutputWidth">Characters of an output line.</param>
/// <param name="Screen">The terminal that messages go to; null where they go elsewhere, or it cannot draw over what it shows.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, int OutputWidth, Screen? Screen)
{
    // Wide enough that no table wraps in a file or a pipe.
    private const int FileWidth = 200;

    // A narrower terminal breaks lines; it must not break words inside the cells of a table.
    private const int TableWidth = 130;

    // What any terminal has; and no plot gets clearer by being wider than the second.
    private const int NarrowPlot = 80;
    private const int WidePlot = 160;

    /// <summary>Characters of a line of a plot.</summary>
    public int PlotWidth { get; init; } = NarrowPlot;

    /// <summary>Whether plots can have more than ASCII.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>The process' own.</summary>
    public static Terminal Own() => new(
        Console.Out,
        Console.Error,
        Console.IsOutputRedirected ? FileWidth : Math.Max(Console.WindowWidth, TableWidth),
        Console.IsErrorRedirected ? null : OwnScreen())
    {
        PlotWidth = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? NarrowPlot : Math.Min(Console.WindowWidth, WidePlot),
        Unicode = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) }).Profile.Capabilities.Unicode,
    };

    /// <summary>Writes tables to the output.</summary>
    public IAnsiConsole Tables()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Output),
        });
        console.Profile.Width = OutputWidth;
        return console;
    }

    private static Screen? OwnScreen()
    {
        var capabilities = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Profile.Capabilities;
        return capabilities.Ansi ? new Screen(Console.Error, OwnSize, capabilities.ColorSystem, capabilities.Unicode) : null;
    }

    // A terminal that does not know its size says 0.
    private static (int Width, int Height) OwnSize() =>
        (Console.WindowWidth is > 0 and var width ? width : 80, Console.WindowHeight is > 0 and var height ? height : 24);
}
