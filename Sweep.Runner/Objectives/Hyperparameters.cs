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

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Optimizer, LearningRate, BatchSize];

    /// <summary>The name of a setting that exists only beside the optimizer that has it.</summary>
    public static string OptimizerSetting(string setting) => $"{Optimizer}_{setting}";
}
