using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Contracts;

public class ScheduleStepTests
{
    [Fact]
    public void A_part_of_a_part_counts_from_its_own_start_and_knows_what_was_before_it()
    {
        var at = new ScheduleStep(70, 100, 10).Part(20, 100).Part(30, 60);

        Assert.Equal(new ScheduleStep(20, 30, 10) { Before = 50 }, at);
    }

    [Theory]
    [InlineData(0.1, 3)]
    [InlineData(0.11, 4)]
    [InlineData(0, 0)]
    [InlineData(1e300, 1L << 60)]
    public void Whole_steps_of_a_length_are_those_that_begin_within_it(double share, long steps) =>
        Assert.Equal(steps, TrainingLength.Share(share).WholeStepsIn(new ScheduleStep(0, 30, 10)));
}
