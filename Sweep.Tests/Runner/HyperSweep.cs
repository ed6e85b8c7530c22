using Sweep.Runner.Commands;

namespace Sweep.Tests.Runner;

/// <summary>Runs the program inside the test, as a command line would.</summary>
internal static class HyperSweep
{
    public static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int exitCode = HyperSweepProgram.RunAsync(arguments, new Terminal(output, error, OutputWidth: 200, Screen: null), CancellationToken.None).GetAwaiter().GetResult();
        return (exitCode, output.ToString(), error.ToString());
    }
}
