using System.Globalization;
using Sweep.Core.Numerics;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.Pruners;

namespace Sweep.Tests.Contracts;

/// <summary>What every pruner must do.</summary>
public class PrunerContract
{
    private const int Epochs = 20;

    // Losses from 0 to 1, of 100 fits; every fourth was pruned on its way.
    private static readonly PastFit[] _earlier = [.. Enumerable.Range(0, 100).Select(trial => Fit(trial, 0, 1))];

    public static TheoryData<string> Names() => [.. PruningRules.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_answers_alike_in_any_order_and_from_any_thread(string name)
    {
        bool[] forwards = [.. Enumerable.Range(0, 200).Select(At)];
        bool[] backwards = [.. Enumerable.Range(0, 200).Reverse().Select(At).Reverse()];
        var sideBySide = new bool[200];
        var one = PruningRules.Catalog.Create(name);
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, number => sideBySide[number] = Stops(one, number));

        Assert.Equal(forwards, backwards);
        Assert.Equal(forwards, sideBySide);
        Assert.Contains(true, forwards);
        Assert.Contains(false, forwards);

        bool At(int number) => Stops(PruningRules.Catalog.Create(name), number);

        bool Stops(IPruner pruner, int number) =>
            pruner.ShouldStop([.. Course(number, 0, 1).Take(1 + number % Epochs)], _earlier, maximize: false);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_trial_is_never_stopped(string name) => Assert.Null(StoppedAt(name, Course(7, 0, 1), []));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_best_is_never_stopped(string name) => Assert.Null(StoppedAt(name, Course(7, -1, 0), _earlier));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_equals_all_others_is_never_stopped(string name) =>
        Assert.Null(StoppedAt(name, Same(1), [.. Enumerable.Repeat(new PastFit(Same(1), true), 50)]));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_worse_than_all_others_is_stopped(string name) => Assert.NotNull(StoppedAt(name, Course(7, 1, 2), _earlier));

    [Theory]
    [MemberData(nameof(Names))]
    public void More_is_better_where_the_goal_says_so(string name)
    {
        PastFit[] mirrored = [.. _earlier.Select(fit => fit with { Course = [.. fit.Course.Select(value => -value)] })];
        Assert.All(Enumerable.Range(0, 50), trial =>
        {
            double[] course = Course(trial + 1000, 0, 1);
            Assert.Equal(StoppedAt(name, course, _earlier), StoppedAt(name, [.. course.Select(value => -value)], mirrored, maximize: true));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_is_stopped_where_others_have_numbers_and_stops_nobody_who_has(string name)
    {
        double[] nothing = Same(double.NaN);
        PastFit[] nothings = [.. Enumerable.Repeat(new PastFit(nothing, true), 50)];

        Assert.NotNull(StoppedAt(name, nothing, _earlier));
        Assert.NotNull(StoppedAt(name, nothing, _earlier, maximize: true));
        Assert.Null(StoppedAt(name, Course(7, 1, 2), nothings));
        Assert.Null(StoppedAt(name, Course(7, 1, 2), nothings, maximize: true));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fits_that_ended_before_their_first_epoch_do_no_harm(string name) =>
        Assert.Null(StoppedAt(name, Course(7, 0, 1), [.. Enumerable.Repeat(new PastFit([], false), 50)]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_settings_survive_the_trip_through_a_study_file_and_change_it(string name)
    {
        foreach (var property in ComponentSettings.Of(PruningRules.Catalog.Create(name)).Values)
        {
            var pruner = PruningRules.Catalog.Create(name);
            ComponentSettings.Set(pruner, property, StudyNode.Parse("7", "study.yaml").Setting(property.PropertyType));

            Assert.Equal(7, Convert.ToDouble(property.GetValue(pruner), CultureInfo.InvariantCulture));
            Assert.NotEqual(PruningRules.Catalog.Create(name), pruner);
        }
    }

    private static int? StoppedAt(string name, double[] course, PastFit[] earlier, bool maximize = false)
    {
        var pruner = PruningRules.Catalog.Create(name);
        for (int epoch = 1; epoch <= course.Length; epoch++)
        {
            if (pruner.ShouldStop(course[..epoch], earlier, maximize))
                return epoch;
        }
        return null;
    }

    private static PastFit Fit(int trial, double low, double high) =>
        trial % 4 == 3 ? new(Course(trial, low, high)[..(1 + trial % Epochs)], false) : new(Course(trial, low, high), true);

    private static double[] Course(int trial, double low, double high)
    {
        var random = new RandomStream(3, RandomPurpose.Search, trial);
        return [.. Enumerable.Range(0, Epochs).Select(_ => random.Uniform(low, high))];
    }

    private static double[] Same(double value) => [.. Enumerable.Repeat(value, Epochs)];
}
