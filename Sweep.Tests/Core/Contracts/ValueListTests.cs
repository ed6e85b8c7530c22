using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Contracts;

public class ValueListTests
{
    [Fact]
    public void It_is_equal_to_one_with_the_same_items_in_the_same_order()
    {
        object list = new ValueList<int>([1, 2]);

        Assert.True(list.Equals(new ValueList<int>([1, 2])));
        Assert.Equal(list.GetHashCode(), new ValueList<int>([1, 2]).GetHashCode());
        Assert.False(list.Equals(new ValueList<int>([2, 1])));
        Assert.False(list.Equals(new ValueList<int>([1])));
        Assert.False(list.Equals(new[] { 1, 2 }));
    }

    [Fact]
    public void It_shows_its_items_and_does_not_follow_what_it_was_made_of()
    {
        int[] items = [1, 2];
        var list = new ValueList<int>(items);
        items[0] = 3;

        Assert.Equal("[1, 2]", list.ToString());
        Assert.Equal((2, 1), (list.Count, list[0]));
    }
}
