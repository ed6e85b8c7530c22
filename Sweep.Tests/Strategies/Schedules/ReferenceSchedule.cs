using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Strategies.Schedules;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Strategies.Schedules;

/// <summary>A schedule of the reference file in our words: what it is, and the peak that its shares are of. A call of a scheduler's step is an epoch of one step.</summary>
internal sealed record ReferenceSchedule(ISchedule Schedule, double Peak)
{
    public static ReferenceSchedule Of(JsonElement each)
    {
        string name = each.GetProperty("schedule").GetString()!;
        var settings = each.GetProperty("params");
        double Number(string key) => settings.GetProperty(key).GetDouble();
        double lr = settings.TryGetProperty("lr", out var rate) ? rate.GetDouble() : 0;
        switch (name)
        {
            case "torch.CyclicLR":
                return new(Cyclical(settings), Number("max_lr"));
            case "torch.OneCycleLR":
                return new(OneCycle(settings), Number("max_lr"));
            case var torch when torch.StartsWith("torch.", StringComparison.Ordinal):
                double peak = each.GetProperty("base_lr").GetDouble();
                return new(Torch(torch["torch.".Length..], settings, peak), peak);
            case "InverseTimeDecay":
                return new(new InverseTime { Decay = Number("decay"), Every = TrainingLength.Steps(1) }, lr);
            case "keras.InverseTimeDecay":
                return new((InverseTime)Preset("inverse_time", "keras") with { Decay = Number("decay_rate"), Every = Steps(settings, "decay_steps"), Staircase = Flag(settings, "staircase") }, lr);
            case "keras.ExponentialDecay":
                return new((Exponential)Preset("exponential", "keras") with { Factor = Number("decay_rate"), Every = Steps(settings, "decay_steps"), Staircase = Flag(settings, "staircase") }, lr);
            case "keras.PolynomialDecay":
                return new((Polynomial)Preset("polynomial", "keras") with { Length = Steps(settings, "decay_steps"), End = Number("end") / lr, Power = Number("power"), Cycle = Flag(settings, "cycle") }, lr);
            case "keras.CosineDecay":
                var cosine = (Cosine)Preset("cosine", "keras") with { Length = Steps(settings, "decay_steps"), Floor = Number("alpha") };
                return Number("warmup_steps") == 0
                    ? new(cosine, lr)
                    : new((WarmUp)Preset("warm_up", "keras") with { Length = Steps(settings, "warmup_steps"), Start = lr / Number("warmup_target"), Then = cosine }, Number("warmup_target"));
            case "WarmupStableDecay":
                return new(new WarmUpStableDecay
                {
                    WarmUp = Steps(settings, "warmup"),
                    Stable = Steps(settings, "stable"),
                    Decay = Steps(settings, "decay"),
                    End = Number("end") / lr,
                    Shape = settings.GetProperty("shape").GetString() switch
                    {
                        "linear" => DecayShape.Linear,
                        "cosine" => DecayShape.Cosine,
                        "1-sqrt" => DecayShape.SquareRoot,
                        "exponential" => DecayShape.Exponential,
                        var shape => throw new NotSupportedException(shape),
                    },
                }, lr);
            case "WarmupInverseSqrt":
                return new(new InverseSquareRoot { WarmUp = Steps(settings, "warmup") }, lr);
            case "Noam":
                return new(new InverseSquareRoot { WarmUp = Steps(settings, "warmup") }, Number("factor") / Math.Sqrt(Number("d_model") * Number("warmup")));
            case "sklearn.invscaling":
                return new(new InverseSquareRoot { Power = Number("power_t") }, lr);
            case "fastai.one_cycle":
                return new((OneCycle)Preset("one_cycle", "fastai") with
                {
                    Length = Steps(settings, "n"),
                    Rise = Number("pct_start"),
                    Start = 1 / Number("div"),
                    End = 1 / Number("div_final"),
                    LowestMomentum = null,
                    HighestMomentum = null,
                }, lr);
            default:
                throw new NotSupportedException($"No schedule of ours is known for {name}.");
        }
    }

    private static ISchedule Torch(string name, JsonElement settings, double peak)
    {
        double Or(string key, double otherwise) => settings.TryGetProperty(key, out var value) ? value.GetDouble() : otherwise;
        TrainingLength OrLength(string key, TrainingLength otherwise) => settings.TryGetProperty(key, out _) ? Steps(settings, key) : otherwise;
        switch (name)
        {
            case "StepLR":
                var step = (Step)Preset("step", "torch");
                return step with { Every = Steps(settings, "step_size"), Factor = Or("gamma", step.Factor) };
            case "MultiStepLR":
                var multiStep = (MultiStep)Preset("multi_step", "torch");
                var milestones = ReferenceFile.Numbers(settings.GetProperty("milestones")).Order().Select(TrainingLength.Steps);
                return multiStep with { Boundaries = [.. milestones], Factor = Or("gamma", multiStep.Factor) };
            case "ExponentialLR":
                return (Exponential)Preset("exponential", "torch") with { Factor = Or("gamma", double.NaN) };
            case "PolynomialLR":
                var polynomial = (Polynomial)Preset("polynomial", "torch");
                return polynomial with { Length = OrLength("total_iters", polynomial.Length), Power = Or("power", polynomial.Power) };
            case "LinearLR":
                var linear = (Linear)Preset("linear", "torch");
                return linear with { Start = Or("start_factor", linear.Start), End = Or("end_factor", linear.End), Length = OrLength("total_iters", linear.Length) };
            case "ConstantLR":
                var constant = (WarmUp)Preset("warm_up", "torch") with { Shape = WarmUpShape.Constant };
                return constant with { Start = Or("factor", constant.Start!.Value), Length = OrLength("total_iters", constant.Length) };
            case "CosineAnnealingLR":
                return (Cosine)Preset("cosine", "torch") with { Length = Steps(settings, "T_max"), Floor = Or("eta_min", 0) / peak };
            case "CosineAnnealingWarmRestarts":
                var restarts = (CosineRestarts)Preset("cosine_restarts", "torch");
                return restarts with { Period = TrainingLength.Epochs(Or("T_0", double.NaN)), Growth = Or("T_mult", restarts.Growth), Floor = Or("eta_min", 0) / peak };
            case "ReduceLROnPlateau":
                var plateau = (ReduceOnPlateau)Preset("reduce_on_plateau", "torch");
                return plateau with
                {
                    Factor = Or("factor", plateau.Factor),
                    Patience = (int)Or("patience", plateau.Patience),
                    Threshold = Or("threshold", plateau.Threshold),
                    Relative = !settings.TryGetProperty("threshold_mode", out var mode) || mode.GetString() == "rel",
                    Cooldown = (int)Or("cooldown", plateau.Cooldown),
                    Floor = Or("min_lr", 0) / peak,
                    LeastChange = Or("eps", 1e-8) / peak,
                };
            case "SequentialLR":
                return (Sequence)Preset("sequence", "torch") with
                {
                    Schedules = [Nested(settings.GetProperty("first"), peak), Nested(settings.GetProperty("second"), peak)],
                    Boundaries = [.. ReferenceFile.Numbers(settings.GetProperty("milestones")).Select(TrainingLength.Steps)],
                };
            case "ChainedScheduler":
                return (Product)Preset("product", "torch") with { Schedules = [.. settings.GetProperty("members").EnumerateArray().Select(member => Nested(member, peak))] };
            default:
                throw new NotSupportedException($"No schedule of ours is known for torch.{name}.");
        }
    }

    private static ISchedule Nested(JsonElement member, double peak) => Torch(member.GetProperty("schedule").GetString()!, member, peak);

    private static Cyclical Cyclical(JsonElement settings)
    {
        var cyclical = (Cyclical)Preset("cyclical", "torch");
        bool momentum = !settings.TryGetProperty("cycle_momentum", out var cycles) || cycles.GetBoolean();
        return cyclical with
        {
            Floor = settings.GetProperty("base_lr").GetDouble() / settings.GetProperty("max_lr").GetDouble(),
            Rise = settings.TryGetProperty("step_size_up", out _) ? Steps(settings, "step_size_up") : cyclical.Rise,
            Fall = settings.TryGetProperty("step_size_down", out _) ? Steps(settings, "step_size_down") : null,
            Factor = settings.TryGetProperty("gamma", out var gamma) ? gamma.GetDouble() : cyclical.Factor,
            Shape = (settings.TryGetProperty("mode", out var mode) ? mode.GetString() : "triangular") switch
            {
                "triangular" => CycleShape.Triangular,
                "triangular2" => CycleShape.Triangular2,
                "exp_range" => CycleShape.ExpRange,
                var other => throw new NotSupportedException(other),
            },
            LowestMomentum = !momentum ? null : settings.TryGetProperty("base_momentum", out var low) ? low.GetDouble() : cyclical.LowestMomentum,
            HighestMomentum = !momentum ? null : settings.TryGetProperty("max_momentum", out var high) ? high.GetDouble() : cyclical.HighestMomentum,
        };
    }

    private static OneCycle OneCycle(JsonElement settings)
    {
        var oneCycle = (OneCycle)Preset("one_cycle", "torch");
        double start = settings.TryGetProperty("div_factor", out var div) ? 1 / div.GetDouble() : oneCycle.Start;
        bool momentum = !settings.TryGetProperty("cycle_momentum", out var cycles) || cycles.GetBoolean();
        return oneCycle with
        {
            Start = start,
            End = settings.TryGetProperty("final_div_factor", out var last) ? start / last.GetDouble() : start / 1e4,
            Rise = settings.TryGetProperty("pct_start", out var rise) ? rise.GetDouble() : oneCycle.Rise,
            Length = settings.TryGetProperty("total_steps", out _)
                ? Steps(settings, "total_steps")
                : TrainingLength.Steps(settings.GetProperty("epochs").GetDouble() * settings.GetProperty("steps_per_epoch").GetDouble()),
            ThreePhases = settings.TryGetProperty("three_phase", out var phases) && phases.GetBoolean(),
            Shape = settings.TryGetProperty("anneal_strategy", out var anneal) && anneal.GetString() == "linear" ? OneCycleShape.Linear : OneCycleShape.Cosine,
            LowestMomentum = !momentum ? null : settings.TryGetProperty("base_momentum", out var low) ? low.GetDouble() : oneCycle.LowestMomentum,
            HighestMomentum = !momentum ? null : settings.TryGetProperty("max_momentum", out var high) ? high.GetDouble() : oneCycle.HighestMomentum,
        };
    }

    private static ISchedule Preset(string name, string preset) => LearningRateSchedules.Catalog.Create(name, preset);

    private static TrainingLength Steps(JsonElement settings, string key) => TrainingLength.Steps(settings.GetProperty(key).GetDouble());

    private static bool Flag(JsonElement settings, string key) => settings.GetProperty(key).GetBoolean();
}
