using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Contracts;

public class MonitoredCourseTests
{
    [Fact]
    public void A_rule_replays_its_epochs_once_however_often_it_is_asked()
    {
        var course = new MonitoredCourse(moreIsBetter: true);
        course.Add(1);
        course.Add(2);
        Counting rule = new(), other = new();

        Assert.Equal([3, 3, 2, 3, 2], new[] { Sum(rule, 0, 2), Sum(rule, 0, 2), Sum(rule, 1, 2), Sum(rule, 0, 2), Sum(rule, 1, 2) });
        Assert.Equal(3, Sum(other, 0, 2));
        Assert.Equal((2, 1), (rule.Replays, other.Replays));

        course.Add(4);
        Assert.Equal([7, 7], new[] { Sum(rule, 0, 3), Sum(rule, 0, 3) });
        Assert.Equal(3, rule.Replays);

        double Sum(Counting counting, int from, int to) => course.Of(counting, from, to, static (each, values, moreIsBetter) =>
        {
            each.Replays++;
            double sum = 0;
            foreach (double value in values)
                sum += moreIsBetter ? value : -value;
            return sum;
        });
    }

    private sealed class Counting
    {
        public int Replays { get; set; }
    }
}
