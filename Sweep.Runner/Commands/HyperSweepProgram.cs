using System.CommandLine;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Commands;

/// <summary>The program: its verbs, and what becomes of errors.</summary>
internal static class HyperSweepProgram
{
    /// <summary>Carries out a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        var root = new RootCommand("Which optimizer, and which learning rate, should this model be trained with? HyperSweep tries, and says how sure it is.")
        {
            CheckCommand.Create(terminal),
            PlanCommand.Create(terminal),
            FoldsCommand.Create(terminal),
            RunCommand.CreateRun(terminal),
            RunCommand.CreateResume(terminal),
            RunCommand.CreateRetry(terminal),
            StatusCommand.Create(terminal),
            RangeTestCommand.Create(terminal),
            DigestCommand.Create(terminal),
            ListCommand.Create(terminal),
            DataCommand.Create(terminal),
            ScheduleCommand.Create(terminal),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await terminal.Error.WriteLineAsync(error.Message);
            await terminal.Error.WriteLineAsync("hypersweep --help lists the commands, hypersweep COMMAND --help the options of one.");
            return ExitCode.WrongInput;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // signals are listened to by Interruption
            };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (InputException error)
        {
            await terminal.Error.WriteLineAsync(error.Message);
            return ExitCode.WrongInput;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (IOException error)
        {
            await terminal.Error.WriteLineAsync($"The output could not be written. {Shown.Sentence(error.Message)}");
            return ExitCode.TrialsFailed;
        }
        catch (Exception error)
        {
            await terminal.Error.WriteLineAsync(
                $"Something unforeseen happened: {error.GetType().Name}: {Shown.Sentence(error.Message)} This should not be; please report it with the study file.");
            return ExitCode.TrialsFailed;
        }
    }
}
