using Sweep.Core.Optimizers;

namespace Sweep.Tests.Core.Optimizers;

public class OptimizerPresetTests
{
    public static TheoryData<string, string> Presets()
    {
        var data = new TheoryData<string, string>();
        foreach (string name in UpdateRules.Catalog.Names)
        {
            foreach (string preset in UpdateRules.Catalog.PresetsOf(name))
                data.Add(name, preset);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_is_the_same_optimizer_and_PyTorch_s_is_the_default(string name, string preset)
    {
        var optimizer = UpdateRules.Catalog.Create(name, preset);

        Assert.Equal(UpdateRules.Catalog.Create(name).GetType(), optimizer.GetType());
        if (preset == "torch")
            Assert.Equal(UpdateRules.Catalog.Create(name), optimizer);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Each_is_made_anew_so_that_a_setting_changed_in_one_study_is_not_in_the_next(string name, string preset) =>
        Assert.NotSame(UpdateRules.Catalog.Create(name, preset), UpdateRules.Catalog.Create(name, preset));

    [Fact]
    public void Keras_weight_decay_is_always_decoupled() =>
        Assert.All(
            UpdateRules.Catalog.Names.Where(name => UpdateRules.Catalog.PresetsOf(name).Contains("keras")),
            name => Assert.True(((Optimizer)UpdateRules.Catalog.Create(name, "keras")).DecoupledDecay, name));

    [Fact]
    public void A_preset_that_is_not_there_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<ArgumentException>(() => UpdateRules.Catalog.Create("radam", "keras"));

        Assert.StartsWith("radam has no preset named \"keras\". Known: torch.", error.Message, StringComparison.Ordinal);
    }
}
