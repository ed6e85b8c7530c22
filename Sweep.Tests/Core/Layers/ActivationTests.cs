using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Tests.Contracts;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Layers;

/// <summary>Activation functions against their formulas in double, where the reference has a few values only.</summary>
public class ActivationTests
{
    private const double SeluAlpha = 1.6732632423543772848170429916717, SeluScale = 1.0507009873554804934193349852946;

    private static readonly Dictionary<string, (ILayer Layer, Func<double, double> Formula)> _functions = new()
    {
        ["elu"] = (new Elu(), x => x > 0 ? x : Math.Exp(x) - 1),
        ["elu of 0.3"] = (new Elu { Alpha = 0.3 }, x => x > 0 ? x : 0.3 * (Math.Exp(x) - 1)),
        ["gelu"] = (new Gelu(), x => x * HighAccuracy.Erfc(-x / Math.Sqrt(2)) / 2),
        ["gelu by tanh"] = (
            new Gelu { Approximate = true }, x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
        ["hard_swish"] = (new HardSwish(), x => x * Math.Clamp(x + 3, 0, 6) / 6),
        ["leaky_relu"] = (new LeakyRelu(), x => x > 0 ? x : 0.01 * x),
        ["mish"] = (new Mish(), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))),
        ["relu"] = (new Relu(), x => Math.Max(0, x)),
        ["selu"] = (new Selu(), x => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1))),
        ["sigmoid"] = (new Sigmoid(), x => 1 / (1 + Math.Exp(-x))),
        ["silu"] = (new Silu(), x => x / (1 + Math.Exp(-x))),
        ["softplus"] = (new Softplus(), x => Math.Log(1 + Math.Exp(x))),
        ["tanh"] = (new Tanh(), Math.Tanh),
    };

    public static TheoryData<string> Functions() => [.. _functions.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Value_and_derivative_are_those_of_the_formula(string name)
    {
        var (layer, formula) = _functions[name];
        // Not on 0, 3 and −3, where some have no derivative.
        float[] points = [.. Enumerable.Range(-1500, 3001).Select(i => i * 0.01f + 0.003f)];
        var bench = Through(layer, points);

        for (int i = 0; i < points.Length; i++)
        {
            double x = points[i], slope = (formula(x + 1e-5) - formula(x - 1e-5)) / 2e-5;
            Assert.Equal(formula(x), bench.Output[i], 1e-6 * Math.Max(1, Math.Abs(x)));
            Assert.Equal(slope, bench.InputGradient[i], 3e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Values_far_out_do_not_overflow(string name)
    {
        var (layer, formula) = _functions[name];
        float[] points = [-1e30f, -1e10f, -200, -89, 89, 200, 1e10f, 1e30f];
        var bench = Through(layer, points);

        for (int i = 0; i < points.Length; i++)
        {
            // Softplus and mish overflow in the formula, not in the layer.
            double wanted = points[i] > 0 && double.IsInfinity(formula(points[i])) ? points[i] : formula(points[i]);
            double slope = points[i] > 0 && name is not ("sigmoid" or "tanh") ? (name == "selu" ? SeluScale : 1) : name == "leaky_relu" ? 0.01 : 0;
            Assert.Equal(wanted, bench.Output[i], 1e-6 * Math.Max(1, Math.Abs(wanted)));
            Assert.Equal(slope, bench.InputGradient[i], 1e-6);
        }
    }

    private static LayerBench Through(ILayer layer, float[] points)
    {
        var bench = new LayerBench(layer, new Shape(points.Length), 1) { Input = points, Upstream = Array.ConvertAll(points, _ => 1f) };
        bench.Forward();
        bench.Backward();
        return bench;
    }
}
