using System.Text.Json;
using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Reference;

/// <summary>An optimizer of another library in our terms.</summary>
/// <param name="Rule">The optimizer.</param>
/// <param name="LearningRate">The rate of a step, from 1.</param>
internal sealed record ReferenceOptimizer(IOptimizer Rule, Func<long, double> LearningRate)
{
    /// <summary>What is left out, by the name that the files use, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>
    {
    };

    /// <summary>Why an optimizer's cases are left out, or null where they are run.</summary>
    public static string? WhyLeftOut(string optimizer) => LeftOut.GetValueOrDefault(optimizer);

    /// <summary>Translates a case; fails on a name or a setting that nobody knows.</summary>
    public static ReferenceOptimizer Create(string optimizer, JsonElement settings)
    {
        var read = new Settings(settings);
        double rate = read.Number(optimizer.StartsWith("keras.", StringComparison.Ordinal) ? "learning_rate" : "lr", optimizer == "torch.Adadelta" ? 1 : double.NaN);
        IOptimizer rule = optimizer switch
        {
            "torch.SGD" => Decaying(read, Descent(read, new Sgd(), new Momentum(), new Nesterov())),
            "keras.SGD" => Decaying(read, Descent(read, Sgd.Keras, Momentum.Keras, Nesterov.Keras)),
            "torch.Adagrad" => Decaying(read, Adagrad(read, new Adagrad(), "eps")),
            "keras.Adagrad" => Decaying(read, Adagrad(read, Sweep.Core.Optimizers.Adagrad.Keras, "epsilon")),
            "torch.Adadelta" => Decaying(read, Adadelta(read, new Adadelta(), "eps")),
            "keras.Adadelta" => Decaying(read, Adadelta(read, Sweep.Core.Optimizers.Adadelta.Keras, "epsilon")),
            "torch.RMSprop" => Decaying(read, RmsProp(read, new RmsProp(), "alpha", "eps")),
            "keras.RMSprop" => Decaying(read, RmsProp(read, Sweep.Core.Optimizers.RmsProp.Keras, "rho", "epsilon")),
            "torch.Adam" => Decaying(read, Torch(read, new Adam { AmsGrad = read.Flag("amsgrad") })),
            "torch.AdamW" => Decaying(read, Torch(read, new AdamW { AmsGrad = read.Flag("amsgrad") })),
            "keras.Adam" => Decaying(read, Adam.Keras with
            {
                Beta1 = read.Number("beta_1", Adam.Keras.Beta1),
                Beta2 = read.Number("beta_2", Adam.Keras.Beta2),
                Epsilon = read.Number("epsilon", Adam.Keras.Epsilon),
                AmsGrad = read.Flag("amsgrad"),
            }),
            "torch.Adamax" => Decaying(read, new Adamax
            {
                Beta1 = read.Number("betas", 0, new Adamax().Beta1),
                Beta2 = read.Number("betas", 1, new Adamax().Beta2),
                Epsilon = read.Number("eps", new Adamax().Epsilon),
            }),
            "keras.Adamax" => Decaying(read, Adamax.Keras with
            {
                Beta1 = read.Number("beta_1", Adamax.Keras.Beta1),
                Beta2 = read.Number("beta_2", Adamax.Keras.Beta2),
                Epsilon = read.Number("epsilon", Adamax.Keras.Epsilon),
            }),
            "torch.NAdam" => Decaying(read, new NAdam
            {
                Beta1 = read.Number("betas", 0, new NAdam().Beta1),
                Beta2 = read.Number("betas", 1, new NAdam().Beta2),
                Epsilon = read.Number("eps", new NAdam().Epsilon),
                MomentumDecay = read.Number("momentum_decay", new NAdam().MomentumDecay),
            }),
            "keras.Nadam" => Decaying(read, NAdam.Keras with
            {
                Beta1 = read.Number("beta_1", NAdam.Keras.Beta1),
                Beta2 = read.Number("beta_2", NAdam.Keras.Beta2),
                Epsilon = read.Number("epsilon", NAdam.Keras.Epsilon),
            }),
            "torch.RAdam" => Decaying(read, new RAdam
            {
                Beta1 = read.Number("betas", 0, new RAdam().Beta1),
                Beta2 = read.Number("betas", 1, new RAdam().Beta2),
                Epsilon = read.Number("eps", new RAdam().Epsilon),
            }),
            "Lion" => Decaying(read, new Lion
            {
                Beta1 = read.Number("beta1", new Lion().Beta1),
                Beta2 = read.Number("beta2", new Lion().Beta2),
            }),
            "torch.Rprop" => Decaying(read, new Rprop
            {
                Shrink = read.Number("etas", 0, 0.5),
                Grow = read.Number("etas", 1, 1.2),
                ShortestStep = read.Number("step_sizes", 0, 1e-6),
                LongestStep = read.Number("step_sizes", 1, 50),
            }),
            "LAMB" => Decaying(read, new Lamb
            {
                Beta1 = read.Number("beta1", 0.9),
                Beta2 = read.Number("beta2", 0.999),
                Epsilon = read.Number("eps", 1e-6),
            }),
            "LARS" => Decaying(read, new Lars
            {
                Decay = read.Number("momentum", 0.9),
                TrustCoefficient = read.Number("trust_coefficient", 0.001),
            }),
            "ScheduleFreeSGD" => Decaying(read, new ScheduleFreeSgd
            {
                Interpolation = read.Number("beta", 0.9),
                WarmupSteps = (int)read.Number("warmup_steps", 0),
            }),
            "ScheduleFreeAdamW" => Decaying(read, new ScheduleFreeAdamW
            {
                Interpolation = read.Number("beta1", 0.9),
                Beta2 = read.Number("beta2", 0.999),
                Epsilon = read.Number("eps", 1e-8),
                WarmupSteps = (int)read.Number("warmup_steps", 0),
                CorrectUnderRoot = read.Text("bias_correction", "lr") == "v",
            }),
            _ => throw new NotSupportedException($"{optimizer} is neither translated nor left out."),
        };
        read.RefuseUnread(optimizer);
        return new ReferenceOptimizer(rule, _ => rate);
    }

    // What a case leaves out is what our presets say, so that these are compared, too.
    private static Optimizer Decaying(Settings read, Optimizer rule) => rule with { WeightDecay = read.Number("weight_decay", rule.WeightDecay) };

    private static Optimizer Descent(Settings read, Optimizer plain, Momentum heavy, Nesterov ahead)
    {
        double momentum = read.Number("momentum", 0), dampening = read.Number("dampening", 0);
        return read.Flag("nesterov") ? ahead with { Decay = momentum }
            : momentum > 0 ? heavy with { Decay = momentum, Dampening = dampening }
            : plain;
    }

    private static Adagrad Adagrad(Settings read, Adagrad rule, string epsilon) => rule with
    {
        InitialAccumulator = read.Number("initial_accumulator_value", rule.InitialAccumulator),
        RateDecay = read.Number("lr_decay", rule.RateDecay),
        Epsilon = read.Number(epsilon, rule.Epsilon),
    };

    private static Adadelta Adadelta(Settings read, Adadelta rule, string epsilon) => rule with
    {
        Decay = read.Number("rho", rule.Decay),
        Epsilon = read.Number(epsilon, rule.Epsilon),
    };

    private static RmsProp RmsProp(Settings read, RmsProp rule, string decay, string epsilon) => rule with
    {
        Decay = read.Number(decay, rule.Decay),
        Epsilon = read.Number(epsilon, rule.Epsilon),
        Momentum = read.Number("momentum", rule.Momentum),
        Centered = read.Flag("centered"),
    };

    private static AdamRule Torch(Settings read, AdamRule rule) => rule with
    {
        Beta1 = read.Number("betas", 0, rule.Beta1),
        Beta2 = read.Number("betas", 1, rule.Beta2),
        Epsilon = read.Number("eps", rule.Epsilon),
    };

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
