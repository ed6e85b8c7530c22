using Spectre.Console;

namespace Sweep.Runner.Commands;

/// <summary>Where a command writes: what a program may read goes to the output, everything else to the errors.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress and messages.</param>
/// <param name="OutputWidth">Characters of an output line.</param>
/// <param name="ErrorWidth">Characters of a line of the terminal that messages go to; null where it is none.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, int OutputWidth, int? ErrorWidth)
{
    // Wide enough that no table wraps in a file or a pipe.
    private const int FileWidth = 200;

    // A narrower terminal breaks lines; it must not break words inside the cells of a table.
    private const int TableWidth = 130;

    /// <summary>The process' own.</summary>
    public static Terminal Own() => new(
        Console.Out,
        Console.Error,
        Console.IsOutputRedirected ? FileWidth : Math.Max(Console.WindowWidth, TableWidth),
        Console.IsErrorRedirected ? null : Math.Max(Console.WindowWidth, 40));

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
}
