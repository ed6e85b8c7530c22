using Sweep.Core.Contracts;
using Sweep.Core.Layers;
using Sweep.Core.Optimizers;

namespace Sweep.Tests.Conventions;

public class CatalogTests
{
    [Fact]
    public void Every_optimizer_that_exists_is_listed_and_has_a_test_of_its_own()
    {
        var listed = UpdateRules.Catalog.Names.Select(name => UpdateRules.Catalog.Create(name).GetType()).ToHashSet();
        var existing = typeof(IOptimizer).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IOptimizer)));

        Assert.All(existing, type =>
        {
            Assert.Contains(type, listed);
            Assert.NotNull(GetType().Assembly.GetType($"Sweep.Tests.Core.Optimizers.{type.Name}Tests"));
        });
    }

    [Fact]
    public void A_name_that_is_not_listed_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Activations.Catalog.Create("swish"));

        Assert.StartsWith($"There is no activation named \"swish\". Known: {string.Join(", ", Activations.Catalog.Names)}.", error.Message, StringComparison.Ordinal);
    }
}
