namespace Sweep.Runner.Objectives;

/// <summary>One of the train/validation splits that every trial is judged on.</summary>
/// <param name="Index">Its place among all folds of the study, from 0.</param>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Number">The fold's number in its repeat, from 0.</param>
public sealed record StudyFold(int Index, int Repeat, int Number);
