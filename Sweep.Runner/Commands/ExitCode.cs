namespace Sweep.Runner.Commands;

/// <summary>What the program ends with, so that scripts can tell.</summary>
internal static class ExitCode
{
    /// <summary>Everything went well.</summary>
    public const int Done = 0;

    /// <summary>The study ran and some trials failed, or something unforeseen happened.</summary>
    public const int TrialsFailed = 1;

    /// <summary>The input was wrong; nothing ran.</summary>
    public const int WrongInput = 2;

    /// <summary>Somebody interrupted it.</summary>
    public const int Interrupted = 130;
}
