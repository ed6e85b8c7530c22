using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Metrics;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Schedules;
using Sweep.Strategies.Search;
using Sweep.Strategies.Validation;

namespace Sweep.Tests.Conventions;

public class CatalogTests
{
    [Fact]
    public void Every_optimizer_that_exists_is_listed_and_has_a_test_of_its_own() => AssertListed(UpdateRules.Catalog);

    [Fact]
    public void Every_search_strategy_that_exists_is_listed_and_has_a_test_of_its_own() => AssertListed(SearchStrategies.Catalog);

    [Fact]
    public void Every_pruner_that_exists_is_listed_and_has_a_test_of_its_own() => AssertListed(PruningRules.Catalog);

    [Fact]
    public void Every_suggestion_rule_that_exists_is_listed_and_has_a_test_of_its_own() => AssertListed(SuggestionRules.Catalog);

    [Fact]
    public void Every_average_of_weights_that_exists_is_listed_and_has_a_test_of_its_own() => AssertListed(WeightAverages.Catalog);

    [Fact]
    public void Every_schedule_that_exists_is_listed() => AssertListed(LearningRateSchedules.Catalog, tested: false);

    [Fact]
    public void Every_loss_that_exists_is_listed() => AssertListed(LossFunctions.Catalog, tested: false);

    [Fact]
    public void Every_metric_that_exists_is_listed() => AssertListed(EvaluationMetrics.Catalog, tested: false);

    [Fact]
    public void Every_kind_of_validation_that_exists_is_listed() => AssertListed(Splitters.Catalog, tested: false);

    [Fact]
    public void Every_usual_metric_is_listed() => Assert.All(EvaluationMetrics.Usual, name => Assert.Contains(name, EvaluationMetrics.Catalog.Names));

    [Fact]
    public void A_name_that_is_not_listed_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Activations.Catalog.Create("swish"));

        Assert.StartsWith($"There is no activation named \"swish\". Known: {string.Join(", ", Activations.Catalog.Names)}.", error.Message, StringComparison.Ordinal);
    }

    // What a component does beyond its contract has a test of its own; some do nothing beyond, and only losses and metrics are so simple; schedules have theirs together.
    private static void AssertListed<T>(Catalog<T> catalog, bool tested = true)
        where T : class
    {
        var listed = catalog.Names.Select(name => catalog.Create(name).GetType()).ToHashSet();
        var existing = listed.First().Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(T)));

        Assert.All(existing, type =>
        {
            Assert.Contains(type, listed);
            if (tested)
                Assert.NotNull(typeof(CatalogTests).Assembly.GetType($"{type.FullName!.Replace("Sweep.", "Sweep.Tests.", StringComparison.Ordinal)}Tests"));
        });
    }
}
