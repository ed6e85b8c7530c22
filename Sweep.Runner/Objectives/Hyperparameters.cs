namespace Sweep.Runner.Objectives;

/// <summary>The names of what a study can vary.</summary>
internal static class Hyperparameters
{
    /// <summary>The rule by which weights move.</summary>
    public const string Optimizer = "optimizer";

    /// <summary>The peak learning rate.</summary>
    public const string LearningRate = "learning_rate";

    /// <summary>Rows that one step looks at.</summary>
    public const string BatchSize = "batch_size";

    /// <summary>The learning rate over time, as a share of its peak.</summary>
    public const string Schedule = "schedule";

    /// <summary>Those that every study of a network has, varied or not.</summary>
    public static readonly IReadOnlyList<string> Common = [Optimizer, LearningRate, BatchSize];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [.. Common, Schedule];

    /// <summary>The name of a setting that exists only beside the component that has it.</summary>
    /// <param name="kind">What the component is: optimizer or schedule.</param>
    /// <param name="setting">The setting.</param>
    public static string Setting(string kind, string setting) => $"{kind}_{setting}";
}
