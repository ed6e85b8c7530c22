using Sweep.Runner.Commands;

return await HyperSweepProgram.RunAsync(args, Terminal.Own());
