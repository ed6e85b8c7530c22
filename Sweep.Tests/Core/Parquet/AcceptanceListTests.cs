namespace Sweep.Tests.Core.Parquet;

public class AcceptanceListTests
{
    [Fact]
    public void Every_item_has_a_test()
    {
        var held = typeof(AcceptanceListTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes(typeof(TraitAttribute), inherit: false).Cast<TraitAttribute>())
            .Where(trait => trait.Name == AcceptanceList.Trait)
            .Select(trait => trait.Value)
            .Concat(WriterCases.All.Select(item => item.Id))
            .ToHashSet();

        Assert.Equal([], AcceptanceList.Items.Except(held));
        Assert.Equal([], held.Except(AcceptanceList.Items));
    }
}
