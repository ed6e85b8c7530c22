using Sweep.Core.Contracts;
using Sweep.Core.Numerics;
using Sweep.Core.Optimizers;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>What every optimizer must do. A listed optimizer is a tested one.</summary>
public class OptimizerContract
{
    public static TheoryData<string> Names() => [.. UpdateRules.Catalog.Names];

    /// <summary>Rules whose step in one weight depends on others: by the norm of a tensor, by a product of matrices, by a line search.</summary>
    private static readonly string[] _wholeTensors = ["adafactor", "lamb", "lars", "lbfgs", "muon"];

    public static TheoryData<string> ElementwiseNames() => [.. UpdateRules.Catalog.Names.Except(_wholeTensors)];

    public static TheoryData<string> MomentumNames() => [.. UpdateRules.Catalog.Names.Where(name => UpdateRules.Catalog.Create(name) is ITakesMomentum)];

    [Fact]
    public void Momentum_is_taken_by_the_rules_that_have_one() => Assert.Equal(
        ["adam", "adamax", "adamw", "amsgrad", "lamb", "lars", "momentum", "muon", "nadam", "nesterov", "radam", "rmsprop"], MomentumNames().Select(name => name.Data));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_comes_down_a_bowl_at_some_rate(string name)
    {
        foreach (var state in new[] { new OptimizerState(13), Layer() })
        {
            double least = new[] { 1e-4, 1e-3, 1e-2, 0.1, 1, 10 }.Min(rate => Down(UpdateRules.Catalog.Create(name), state, rate));

            Assert.InRange(least, 0, 0.05);
        }

        // f(w) = ½ Σ w², whose gradient is w itself. What is left of it.
        static double Down(IOptimizer optimizer, OptimizerState state, double rate)
        {
            state.Reset();
            float[] weights = Sample.Floats(13);
            double start = Elementwise.Dot(weights, weights);
            for (int step = 0; step < 300; step++)
                Step(optimizer, weights, [.. weights], state, rate, Elementwise.Dot(weights, weights) / 2);
            var shipped = optimizer.Shipped(weights, state);
            double left = Elementwise.Dot(shipped, shipped) / start;
            return double.IsNaN(left) ? double.PositiveInfinity : left;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_the_same_bits_again_after_a_reset(string name)
    {
        var state = Layer();
        float[] first = Run(name, 13, state);
        state.Reset();

        Assert.Equal(first, Run(name, 13, state));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_goes_on_from_a_snapshot_of_any_step_with_the_same_bits(string name)
    {
        const int Steps = 40;
        var (optimizer, state, restored) = (UpdateRules.Catalog.Create(name), Layer(), Layer());
        float[] weights = Sample.Floats(13);
        var (points, snapshots) = (new List<float[]>(), new List<OptimizerSnapshot>());
        for (int step = 0; step < Steps; step++)
        {
            points.Add([.. weights]);
            snapshots.Add(state.Snapshot());
            Follow(weights, state);
        }

        for (int from = 0; from < Steps; from++)
        {
            float[] again = [.. points[from]];
            restored.Restore(snapshots[from]);
            for (int step = from; step < Steps; step++)
                Follow(again, restored);
            Assert.Equal(weights, again);
            Assert.Equal(optimizer.Shipped(weights, state).ToArray(), optimizer.Shipped(again, restored).ToArray());
            Assert.Equal(state.Step, restored.Step);
        }

        // f(w) = Σ aᵢ·wᵢ⁴/4: so unevenly curved that a line search takes several steps.
        void Follow(float[] at, OptimizerState memory)
        {
            double loss = at.Select((weight, i) => Steepness(i) * weight * weight * weight * weight / 4).Sum();
            Step(optimizer, at, [.. at.Select((weight, i) => Steepness(i) * weight * weight * weight)], memory, 0.1, loss);
        }

        static float Steepness(int weight) => (weight % 3) switch { 0 => 1, 1 => 10, _ => 100 };
    }

    [Fact]
    public void A_state_refuses_a_snapshot_of_another_network()
    {
        var snapshot = new OptimizerSnapshot(1, new Dictionary<string, ReadOnlyMemory<float>> { ["velocity"] = new float[5] }, new Dictionary<string, double>());
        var state = new OptimizerState(4);
        state.Restore(snapshot);

        var error = Assert.Throws<InvalidOperationException>(() => state.Memory("velocity"));

        Assert.StartsWith("The memory \"velocity\" must have 4 values; it has 5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ElementwiseNames))]
    public void A_weight_moves_alike_wherever_it_stands_in_the_buffer(string name)
    {
        float[] whole = Run(name, 24, new OptimizerState(24));
        for (int length = 1; length < 24; length++)
            Assert.Equal(whole[..length], Run(name, length, new OptimizerState(length)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rate_of_0_moves_nothing(string name)
    {
        float[] weights = Sample.Floats(13), before = [.. weights];
        Step(UpdateRules.Catalog.Create(name), weights, Sample.Floats(13, 5), Layer(), 0);

        Assert.Equal(before, weights);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        var (optimizer, state) = (UpdateRules.Catalog.Create(name), Layer());
        float[] weights = Sample.Floats(13), gradient = Sample.Floats(13, 5);

        Assert.Equal(0, Allocation.Of(() => Step(optimizer, weights, gradient, state, 0.01)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_settings_survive_the_trip_through_a_study_file_and_change_it(string name)
    {
        foreach (var (setting, property) in ComponentSettings.Of(UpdateRules.Catalog.Create(name)))
        {
            object value = OtherSetting.Of(property, UpdateRules.Catalog.Create(name));
            string yaml = ComponentSettings.Text(value);
            var optimizer = UpdateRules.Catalog.Create(name);
            ComponentSettings.Set(optimizer, property, StudyNode.Parse(yaml, "study.yaml").Setting(property.PropertyType));

            Assert.Equal(value, property.GetValue(optimizer));
            Assert.NotEqual(UpdateRules.Catalog.Create(name), optimizer);
            Assert.Contains(property.Name, optimizer.ToString(), StringComparison.Ordinal);
            Assert.NotEqual("", setting);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_setting_refuses_NaN(string name)
    {
        foreach (var property in ComponentSettings.Of(UpdateRules.Catalog.Create(name)).Values.Where(each => each.PropertyType == typeof(double)))
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(
                () => ComponentSettings.Set(UpdateRules.Catalog.Create(name), property, double.NaN));
            Assert.StartsWith(property.Name + " must be ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(MomentumNames))]
    public void Momentum_of_the_state_takes_the_place_of_its_own(string name)
    {
        var optimizer = UpdateRules.Catalog.Create(name);
        var setting = optimizer.GetType().GetProperty(optimizer switch
        {
            Momentum or Nesterov or Lars or Muon => nameof(Momentum.Decay),
            RmsProp => nameof(RmsProp.Momentum),
            _ => nameof(AdamRule.Beta1),
        })!;
        var other = UpdateRules.Catalog.Create(name);
        ComponentSettings.Set(other, setting, 0.3);

        float[] scheduled = Moved(optimizer, 0.3);

        Assert.Equal(Moved(other, null), scheduled);
        Assert.NotEqual(Moved(optimizer, null), scheduled);
        Assert.Equal(Moved(optimizer, null), Moved(optimizer, (double)setting.GetValue(optimizer)!));

        static float[] Moved(IOptimizer optimizer, double? momentum)
        {
            float[] weights = Sample.Floats(13);
            var state = Layer();
            for (int step = 0; step < 5; step++)
            {
                state.Momentum = momentum;
                Step(optimizer, weights, Sample.Floats(13, step), state, 0.1);
            }
            return weights;
        }
    }

    private static float[] Run(string name, int length, OptimizerState state)
    {
        // Each weight has its own start and slope, whatever the length.
        float[] weights = [.. Enumerable.Range(0, length).Select(i => 1f / (i + 1))];
        float[] gradient = [.. Enumerable.Range(0, length).Select(i => (i - 3.5f) / 7)];
        for (int step = 0; step < 5; step++)
            Step(UpdateRules.Catalog.Create(name), weights, gradient, state, 0.1);
        return weights;
    }

    // Without a loss of its own, the gradient is that of Σ g·w.
    private static void Step(IOptimizer optimizer, float[] weights, float[] gradient, OptimizerState state, double rate, double? loss = null)
    {
        state.Advance(loss ?? Elementwise.Dot(gradient, weights));
        optimizer.Update(weights, gradient, state, rate);
    }

    // 13 weights: a matrix and its bias.
    private static OptimizerState Layer() =>
        new([new WeightTensor("kernel", WeightRole.Kernel, 3, 3), new WeightTensor("bias", WeightRole.Bias, 1, 4) { Offset = 9 }]);
}
