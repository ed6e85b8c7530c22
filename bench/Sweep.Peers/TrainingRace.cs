namespace Sweep.Peers;

/// <summary>Our training steps and PyTorch's in turn, model by model, one thread each.</summary>
internal static class TrainingRace
{
    private const double Seconds = 1;

    /// <summary>Prints a line for each model and each way to write it in PyTorch.</summary>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="only">The name of one model; empty for all.</param>
    public static int Run(int rounds, string only)
    {
        using var peer = PyTorch.Start();
        Console.WriteLine(peer is null
            ? "PyTorch can't be measured: apt-get install python3-torch libopenblas0. Only our own speed follows."
            : $"{peer.Version}; {rounds} rounds of {Seconds} s, in turn; steps per second of processor time");
        Console.WriteLine($"{"model",-12}{"PyTorch's way",-16}{"ours",10}  range              {"PyTorch",8}  range            {"ratio",6}  range");
        foreach (var model in TrainingModel.All().Where(model => only.Length == 0 || model.Name == only))
            Measure(model, peer, rounds);
        return 0;
    }

    private static void Measure(TrainingModel model, PyTorch? peer, int rounds)
    {
        model.Speed(Seconds / 2);
        var ours = new List<double>();
        var theirs = model.Variants.ToDictionary(variant => variant, _ => new List<double>());
        for (int round = 0; round < rounds; round++)
        {
            ours.Add(model.Speed(Seconds));
            foreach (string variant in model.Variants)
            {
                if (peer is not null)
                    theirs[variant].Add(peer.Speed(model.Name, variant, Seconds));
            }
        }

        if (peer is null)
        {
            Console.WriteLine($"{model.Name,-28}{Text(new Sample(ours), 10, "F0")}");
            return;
        }
        foreach (string variant in model.Variants)
        {
            var ratio = new Sample(ours.Zip(theirs[variant], (own, other) => own / other));
            Console.WriteLine($"{model.Name,-12}{variant,-16}{Text(new Sample(ours), 10, "F0")}{Text(new Sample(theirs[variant]), 8, "F0")}{Text(ratio, 6, "F2")}");
        }
    }

    private static string Text(Sample sample, int width, string format) =>
        $"{sample.Median.ToString(format).PadLeft(width)}  {$"({sample.Low.ToString(format)} … {sample.High.ToString(format)})",-19}";
}
