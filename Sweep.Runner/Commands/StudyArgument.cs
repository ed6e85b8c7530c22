using System.CommandLine;

namespace Sweep.Runner.Commands;

/// <summary>The study that a command is about.</summary>
internal static class StudyArgument
{
    /// <summary>Makes the argument.</summary>
    public static Argument<string> Create() => new("STUDY") { Description = "A study file, or the folder that holds it as study.yaml." };
}
