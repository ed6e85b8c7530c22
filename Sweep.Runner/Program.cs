using Sweep.Runner.Commands;

using var interruption = new Interruption();
return await HyperSweepProgram.RunAsync(args, Terminal.Own(), interruption.Asked);
