using Sweep.Core.Contracts;
using Sweep.Core.Optimizers;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Contracts;

/// <summary>What every optimizer must do. A listed optimizer is a tested one.</summary>
public class OptimizerContract
{
    // Rules that look at more than one weight at a time.
    private static readonly string[] _ofWholeTensors = ["adafactor", "lamb", "lars", "lbfgs", "muon"];

    public static TheoryData<string> Names() => [.. UpdateRules.Catalog.Names];

    public static TheoryData<string> Elementwise() => [.. UpdateRules.Catalog.Names.Except(_ofWholeTensors)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_comes_down_a_bowl(string name)
    {
        // Which rate suits is for a study to find out: that one of five decades does is enough.
        double[] shares = [.. new[] { 1e-4, 1e-3, 1e-2, 1e-1, 1 }.Select(rate => ShareOfTheBowlLeft(name, rate))];

        Assert.Contains(shares, share => share is >= 0 and < 0.05);
    }

    // f(w) = ½ Σ w², whose gradient is w itself.
    private static double ShareOfTheBowlLeft(string name, double rate)
    {
        float[] weights = Sample.Floats(11);
        double start = weights.Sum(weight => weight * weight);
        var (optimizer, state) = (UpdateRules.Catalog.Create(name), new OptimizerState(weights.Length));
        for (int step = 0; step < 300; step++)
            Step(optimizer, weights, [.. weights], state, rate);
        return weights.Sum(weight => weight * weight) / start;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_the_same_bits_again_after_a_reset(string name)
    {
        var state = new OptimizerState(13);
        float[] first = Run(name, 13, state);
        state.Reset();

        Assert.Equal(first, Run(name, 13, state));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_goes_on_from_a_snapshot_with_the_same_bits(string name)
    {
        var (state, restored) = (new OptimizerState(13), new OptimizerState(13));
        float[] weights = Run(name, 13, state);
        float[] again = [.. weights];
        Step(UpdateRules.Catalog.Create(name), Sample.Floats(13), Sample.Floats(13, 9), restored, 0.1); // remembers something else
        restored.Restore(state.Snapshot());
        for (int step = 0; step < 3; step++)
        {
            Step(UpdateRules.Catalog.Create(name), weights, Sample.Floats(13, step), state, 0.1);
            Step(UpdateRules.Catalog.Create(name), again, Sample.Floats(13, step), restored, 0.1);
        }

        Assert.Equal(weights, again);
        Assert.Equal(state.Step, restored.Step);
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
    [MemberData(nameof(Elementwise))]
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
        float[] weights = Sample.Floats(9), before = [.. weights];
        Step(UpdateRules.Catalog.Create(name), weights, Sample.Floats(9, 5), new OptimizerState(9), 0);

        Assert.Equal(before, weights);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        var (optimizer, state) = (UpdateRules.Catalog.Create(name), new OptimizerState(100));
        float[] weights = Sample.Floats(100), gradient = Sample.Floats(100, 5);

        Assert.Equal(0, Allocation.Of(() => Step(optimizer, weights, gradient, state, 0.01)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_settings_survive_the_trip_through_a_study_file_and_change_it(string name)
    {
        foreach (var (setting, property) in ComponentSettings.Of(UpdateRules.Catalog.Create(name)))
        {
            object value = property.GetValue(UpdateRules.Catalog.Create(name)) is bool flag ? !flag : 0.25;
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

    private static float[] Run(string name, int length, OptimizerState state)
    {
        // Each weight has its own start and slope, whatever the length.
        float[] weights = [.. Enumerable.Range(0, length).Select(i => 1f / (i + 1))];
        float[] gradient = [.. Enumerable.Range(0, length).Select(i => (i - 3.5f) / 7)];
        for (int step = 0; step < 5; step++)
            Step(UpdateRules.Catalog.Create(name), weights, gradient, state, 0.1);
        return weights;
    }

    private static void Step(IOptimizer optimizer, float[] weights, float[] gradient, OptimizerState state, double rate)
    {
        state.Advance();
        optimizer.Update(weights, gradient, state, rate);
    }
}
