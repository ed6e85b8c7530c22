namespace Sweep.Runner.Processes;

/// <summary>One JSON object that a command reported, like <c>{"epoch": 3, "validation_loss": 0.4}</c>.</summary>
/// <param name="Epoch">Its "epoch", if it has one.</param>
/// <param name="Figures">Its other numbers by their names; infinite and NaN where the command says so.</param>
/// <param name="Diverged">Whether it says <c>"diverged": true</c>.</param>
public sealed record CommandReport(long? Epoch, IReadOnlyDictionary<string, double> Figures, bool Diverged);
