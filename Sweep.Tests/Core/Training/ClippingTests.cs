using System.Text.Json;
using Sweep.Core.Numerics;
using Sweep.Core.Training;
using Sweep.Tests.Reference;

namespace Sweep.Tests.Core.Training;

public class ClippingTests
{
    // What a core in single precision is asked for, by the file's description.
    private const double Absolute = 2e-5;
    private const double Relative = 2e-4;

    private static readonly ReferenceFile _file = ReferenceFile.Load("layers.json");

    public static TheoryData<string> Cases() =>
        [.. _file.Cases.Select(each => each.GetProperty("id").GetString()!).Where(id => id.StartsWith("clip_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Clipping_gives_the_gradients_of_the_reference(string id)
    {
        var each = _file[id];
        var expected = each.GetProperty("expected");
        float[] gradient = ReferenceFile.Floats(each.GetProperty("input").GetProperty("grads"));
        double norm = Elementwise.Norm(gradient);
        var clipping = Of(each.GetProperty("layer").GetString()!, each.GetProperty("params"));
        if (expected.TryGetProperty("total_norm", out var total) && clipping.By == ClippedBy.Norm)
            ReferenceFile.AssertClose(total.GetDouble(), norm, Absolute, Relative, "norm");

        clipping.Apply(gradient, norm);

        double[] wanted = ReferenceFile.Numbers(expected.GetProperty("clipped"));
        Assert.Equal(wanted.Length, gradient.Length);
        for (int i = 0; i < wanted.Length; i++)
            ReferenceFile.AssertClose(wanted[i], gradient[i], Absolute, Relative, $"element {i}");
    }

    [Fact]
    public void A_gradient_within_its_limit_keeps_every_bit()
    {
        float[] gradient = [3, -4];

        new Clipping { Limit = 5.1 }.Apply(gradient, norm: 5);

        Assert.Equal([3f, -4f], gradient);
    }

    [Fact]
    public void The_norm_is_that_before_clipping_and_the_gradient_the_clipped_one()
    {
        var (free, clipped) = (Trained(null), Trained(new Clipping { Limit = 0.01 }));

        Assert.Equal(free.GradientNorm, clipped.GradientNorm);
        Assert.Equal(free.GradientNorm, Elementwise.Norm(free.Gradient));
        Assert.Equal(0.01, Elementwise.Norm(clipped.Gradient), tolerance: 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_limit_that_is_not_above_0_is_refused(double limit)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Clipping { Limit = limit });

        Assert.StartsWith("Limit must be above 0 and finite; got ", error.Message, StringComparison.Ordinal);
    }

    private static Learner Trained(Clipping? clipping)
    {
        var plan = Clouds.Plan;
        var learner = new Learner(plan.Network, 8);
        learner.Restart(new RandomStream(1, RandomPurpose.InitialWeights), new RandomStream(1, RandomPurpose.Layers));
        learner.Step(plan.Data, [0, 1, 2, 3], plan.Scaler, plan.Loss, plan.Optimizer, 0.1, clipping);
        return learner;
    }

    private static Clipping Of(string kind, JsonElement settings) => kind switch
    {
        "clip_grad_value" => new Clipping { By = ClippedBy.Value, Limit = settings.GetProperty("clip_value").GetDouble() },
        "clip_grad_norm" => new Clipping
        {
            By = ReferenceFile.Numbers(settings.GetProperty("norm_type"))[0] switch
            {
                1 => ClippedBy.SumNorm,
                2 => ClippedBy.Norm,
                double.PositiveInfinity => ClippedBy.LargestNorm,
                var type => throw new NotSupportedException($"The norm of type {type} is not translated."),
            },
            Limit = settings.GetProperty("max_norm").GetDouble(),
        },
        _ => throw new NotSupportedException($"{kind} is not translated."),
    };
}
