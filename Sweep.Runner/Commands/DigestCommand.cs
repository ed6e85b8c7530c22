using System.CommandLine;
using Sweep.Runner.Results;

namespace Sweep.Runner.Commands;

/// <summary>hypersweep digest: prints one hash of what a study found.</summary>
internal static class DigestCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var directory = Inputs.Path("DIR", "The folder that a study wrote its results to.");
        var command = new Command("digest", "Print one hash of the results, times left out: equal hashes mean equal results, to the last bit.") { directory };
        command.SetAction(parsed => terminal.Output.WriteLine(ResultDigest.Of(parsed.GetRequiredValue(directory))));
        return command;
    }
}
