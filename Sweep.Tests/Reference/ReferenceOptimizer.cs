using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Reference;

/// <summary>An optimizer of another library in our terms: the rule, the rate of each step, and what is added to the gradient.</summary>
/// <param name="Rule">The optimizer.</param>
/// <param name="LearningRate">The rate of a step, from 1: a decay of the rate is a schedule here, not part of the rule.</param>
/// <param name="L2">Weight decay that is part of the objective: this share of the weights is added to the gradient.</param>
internal sealed record ReferenceOptimizer(IOptimizer Rule, Func<long, double> LearningRate, double L2)
{
    /// <summary>What is left out, by the name that the files use, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>
    {
        ["Adadelta"] = "not built yet",
        ["AdamW"] = "not built yet",
        ["Adamax"] = "not built yet",
        ["NAdam"] = "not built yet",
        ["Nadam"] = "not built yet",
        ["RAdam"] = "not built yet",
        ["Lion"] = "not built yet",
        ["keras weight_decay"] = "decoupled weight decay is not built yet",
    };

    /// <summary>Why a case is left out, or null where it is run.</summary>
    public static string? WhyLeftOut(string optimizer, JsonElement settings)
    {
        string rule = optimizer[(optimizer.IndexOf('.') + 1)..];
        return LeftOut.GetValueOrDefault(rule)
            ?? (optimizer.StartsWith("keras.", StringComparison.Ordinal) && settings.TryGetProperty("weight_decay", out _)
                ? LeftOut["keras weight_decay"]
                : null);
    }

    /// <summary>Translates a case; fails on a name or a setting that nobody knows.</summary>
    public static ReferenceOptimizer Create(string optimizer, JsonElement settings)
    {
        var read = new Settings(settings);
        bool keras = optimizer.StartsWith("keras.", StringComparison.Ordinal);
        double rate = read.Number(keras ? "learning_rate" : "lr", keras ? 0.001 : 0.01);
        double l2 = read.Number("weight_decay", 0), decay = read.Number("lr_decay", 0);
        IOptimizer rule = optimizer switch
        {
            "torch.SGD" or "keras.SGD" => Descent(read),
            "torch.Adagrad" => new Adagrad
            {
                InitialAccumulator = read.Number("initial_accumulator_value", 0),
                Epsilon = read.Number("eps", 1e-10),
            },
            "keras.Adagrad" => new Adagrad
            {
                InitialAccumulator = read.Number("initial_accumulator_value", 0.1),
                Epsilon = read.Number("epsilon", 1e-7),
                EpsilonInsideRoot = true,
            },
            "torch.RMSprop" => new RmsProp
            {
                Decay = read.Number("alpha", 0.99),
                Epsilon = read.Number("eps", 1e-8),
                Momentum = read.Number("momentum", 0),
                Centered = read.Flag("centered"),
            },
            "keras.RMSprop" => new RmsProp
            {
                Decay = read.Number("rho", 0.9),
                Epsilon = read.Number("epsilon", 1e-7),
                EpsilonInsideRoot = true,
                Momentum = read.Number("momentum", 0),
                Centered = read.Flag("centered"),
            },
            "torch.Adam" => new Adam
            {
                Beta1 = read.Number("betas", 0, 0.9),
                Beta2 = read.Number("betas", 1, 0.999),
                Epsilon = read.Number("eps", 1e-8),
                AmsGrad = read.Flag("amsgrad"),
            },
            "keras.Adam" => new Adam
            {
                Beta1 = read.Number("beta_1", 0.9),
                Beta2 = read.Number("beta_2", 0.999),
                Epsilon = read.Number("epsilon", 1e-7),
                EpsilonHat = true,
                AmsGrad = read.Flag("amsgrad"),
            },
            "torch.Rprop" => new Rprop
            {
                Shrink = read.Number("etas", 0, 0.5),
                Grow = read.Number("etas", 1, 1.2),
                ShortestStep = read.Number("step_sizes", 0, 1e-6),
                LongestStep = read.Number("step_sizes", 1, 50),
            },
            "LAMB" => new Lamb
            {
                Beta1 = read.Number("beta1", 0.9),
                Beta2 = read.Number("beta2", 0.999),
                Epsilon = read.Number("eps", 1e-6),
                WeightDecay = l2,
            },
            "LARS" => new Lars
            {
                Decay = read.Number("momentum", 0.9),
                TrustCoefficient = read.Number("trust_coefficient", 0.001),
                WeightDecay = l2,
            },
            "ScheduleFreeSGD" => new ScheduleFreeSgd
            {
                Interpolation = read.Number("beta", 0.9),
                WarmupSteps = (int)read.Number("warmup_steps", 0),
                WeightDecay = l2,
            },
            "ScheduleFreeAdamW" => new ScheduleFreeAdamW
            {
                Interpolation = read.Number("beta1", 0.9),
                Beta2 = read.Number("beta2", 0.999),
                Epsilon = read.Number("eps", 1e-8),
                WarmupSteps = (int)read.Number("warmup_steps", 0),
                CorrectUnderRoot = read.Text("bias_correction", "lr") == "v",
                WeightDecay = l2,
            },
            _ => throw new NotSupportedException($"{optimizer} is neither translated nor left out."),
        };
        read.RefuseUnread(optimizer);
        return new ReferenceOptimizer(rule, step => rate / (1 + (step - 1) * decay), rule is Optimizer { WeightDecay: > 0 } ? 0 : l2);
    }

    private static IOptimizer Descent(Settings read)
    {
        double momentum = read.Number("momentum", 0), dampening = read.Number("dampening", 0);
        return read.Flag("nesterov") ? new Nesterov { Decay = momentum }
            : momentum > 0 ? new Momentum { Decay = momentum, Dampening = dampening }
            : new Sgd();
    }

    private sealed class Settings(JsonElement values)
    {
        private readonly HashSet<string> _read = [];

        public double Number(string name, double absent) => Find(name) is { } value ? value.GetDouble() : absent;

        public double Number(string name, int index, double absent) => Find(name) is { } value ? value[index].GetDouble() : absent;

        public string Text(string name, string absent) => Find(name) is { } value ? value.GetString()! : absent;

        public bool Flag(string name) => Find(name) is { } value && value.GetBoolean();

        public void RefuseUnread(string optimizer)
        {
            foreach (var property in values.EnumerateObject())
                Assert.True(_read.Contains(property.Name), $"{optimizer} has a setting {property.Name} that is not translated.");
        }

        private JsonElement? Find(string name)
        {
            _read.Add(name);
            return values.TryGetProperty(name, out var value) ? value : null;
        }
    }
}
