using Sweep.Core.Data;

namespace Sweep.Runner.Studies;

/// <summary>A fold of a study, with the preprocessing that belongs to it. All trials share it.</summary>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Number">The fold's number in its repeat, from 0.</param>
/// <param name="Rows">Which rows to learn from and which to judge by.</param>
/// <param name="Scaler">Scales features; fitted on the training rows alone.</param>
public sealed record StudyFold(int Repeat, int Number, Fold Rows, Standardizer Scaler);
