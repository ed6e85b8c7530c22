using System.Text.Json;
using Sweep.Core.Optimizers;
using Sweep.Runner.Commands;
using Sweep.Runner.Components;

namespace Sweep.Tests.Runner;

public class ListCommandTests
{
    public static TheoryData<string> Kinds() => [.. ComponentKinds.Names];

    [Fact]
    public void The_table_has_rule_settings_presets_and_source()
    {
        var (exitCode, output, error) = HyperSweep.Run("list", "optimizers");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.All(UpdateRules.Catalog.Names, name => Assert.Contains($"  {name} ", output, StringComparison.Ordinal));
        Assert.Matches(@"  sgd +w = w − lr·g +weight_decay: 0, decoupled_decay: false, .* torch +Robbins and Monro 1951", output);
    }

    [Fact]
    public void Json_has_everything()
    {
        var (exitCode, output, error) = HyperSweep.Run("list", "optimizers", "--format", "json");

        Assert.Equal((0, ""), (exitCode, error));
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal("optimizers", root.GetProperty("kind").GetString());
        var adam = root.GetProperty("components").EnumerateArray().Single(each => each.GetProperty("name").GetString() == "adam");
        Assert.Equal("Momentum and a rate for each weight together, both corrected for starting from nothing.", adam.GetProperty("summary").GetString());
        Assert.Equal(
            ["m = β₁·m + (1 − β₁)·g,   m̂ = m / (1 − β₁ᵗ)", "v = β₂·v + (1 − β₂)·g²,   v̂ = v / (1 − β₂ᵗ)", "w = w − lr·m̂ / (√v̂ + ε)"],
            adam.GetProperty("rule").GetString()!.Split('\n'));
        Assert.StartsWith("Kingma and Ba 2015, \"Adam: a method for stochastic optimization\", algorithm 1", adam.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("The defaults are PyTorch's.", adam.GetProperty("remarks").GetString(), StringComparison.Ordinal);

        var settings = adam.GetProperty("settings").EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!);
        Assert.Equal(("number", 0.9), (settings["beta1"].GetProperty("type").GetString(), settings["beta1"].GetProperty("default").GetDouble()));
        Assert.Equal(("true or false", false), (settings["epsilon_hat"].GetProperty("type").GetString(), settings["epsilon_hat"].GetProperty("default").GetBoolean()));
        Assert.Equal("Share of the mean gradient kept at each step, in [0, 1).", settings["beta1"].GetProperty("meaning").GetString());
        Assert.False(settings["beta1"].GetProperty("required").GetBoolean());
        var keras = adam.GetProperty("presets").GetProperty("keras");
        Assert.Equal((1e-7, true, 0.9), (keras.GetProperty("epsilon").GetDouble(), keras.GetProperty("epsilon_hat").GetBoolean(), keras.GetProperty("beta1").GetDouble()));
    }

    [Fact]
    public void A_setting_without_a_default_is_required()
    {
        string output = HyperSweep.Run("list", "layers", "--format", "json").Output;

        var units = JsonDocument.Parse(output).RootElement.GetProperty("components").EnumerateArray()
            .Single(each => each.GetProperty("name").GetString() == "dense").GetProperty("settings")[0];
        Assert.Equal(("units", true), (units.GetProperty("name").GetString(), units.GetProperty("required").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, units.GetProperty("default").ValueKind);
    }

    [Fact]
    public void Csv_quotes_what_has_commas_quotes_and_several_lines()
    {
        var (exitCode, output, _) = HyperSweep.Run("list", "optimizers", "--format", "csv");

        Assert.Equal(0, exitCode);
        Assert.StartsWith("name,summary,rule,settings,presets,source\n", output, StringComparison.Ordinal);
        Assert.Contains(
            "\nsgd,Plain gradient descent: a step straight down the gradient of the batch.,w = w − lr·g,"
            + "\"weight_decay: 0, decoupled_decay: false, decay_biases: true\",\"torch, keras\",\"Robbins and Monro 1951, \"\"A stochastic approximation method\"\"\"\n",
            output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_component_and_every_setting_says_what_it_is_for(string kind)
    {
        var documentation = new Documentation(AppContext.BaseDirectory);

        Assert.All(ComponentKinds.Of(kind, documentation), component =>
        {
            Assert.False(string.IsNullOrWhiteSpace(component.Summary), component.Name);
            Assert.All(component.Settings, setting => Assert.False(string.IsNullOrWhiteSpace(setting.Meaning), $"{component.Name}: {setting.Name}"));
        });
        Assert.Empty(documentation.Missing);
    }

    [Fact]
    public void Every_optimizer_has_a_rule_and_a_source() =>
        Assert.All(ComponentKinds.Of("optimizers", new Documentation(AppContext.BaseDirectory)), optimizer =>
        {
            Assert.False(string.IsNullOrWhiteSpace(optimizer.Rule), optimizer.Name);
            Assert.Matches(@"\b(19|20)\d\d\b", optimizer.Source!);
        });

    [Fact]
    public void Without_the_files_of_the_build_it_says_so_and_lists_what_it_knows()
    {
        using var folder = new TemporaryFolder();
        using StringWriter output = new(), error = new();

        ListCommand.Write("optimizers", "table", new Documentation(folder.Path), new Terminal(output, error, OutputWidth: 200, Screen: null));

        string path = Path.Combine(folder.Path, "Sweep.Core.xml");
        Assert.Equal(
            $"{path}: this file is missing, and with it what optimizers do and where they are from. The build writes it beside the program; copy it along, or publish anew.",
            error.ToString().TrimEnd());
        Assert.Contains("rate_in_velocity: false", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_refused_with_those_that_are_known()
    {
        var (exitCode, output, error) = HyperSweep.Run("list", "optimisers");

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("'optimizers'", error, StringComparison.Ordinal);
    }
}
