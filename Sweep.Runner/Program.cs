using Sweep.Runner.Commands;

using var second = SecondSignal.EndsTheProcess();
return await HyperSweepProgram.RunAsync(args, Terminal.Own());
