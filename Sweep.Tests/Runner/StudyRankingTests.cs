using Sweep.Runner.Ranking;
using Sweep.Runner.Results;
using Sweep.Runner.Studies;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Runner;

public class StudyRankingTests
{
    [Fact]
    public void Groups_are_judged_by_their_best_trial_and_diverged_ones_come_last()
    {
        var ranking = Rank(
            ("sgd", 0.01, [0.5, 0.6]), ("sgd", 0.1, [0.7, 0.9]), ("adam", 0.01, [0.9, 0.8]), ("adam", 0.1, null), ("momentum", 0.01, null), ("momentum", 0.1, null));

        var groups = ranking.By("optimizer");

        Assert.Equal(["adam", "sgd", "momentum"], groups.Select(group => group.Value.ToString()));
        Assert.Equal([0.85, 0.8], groups.Take(2).Select(group => Math.Round(group.Summary!.Mean, 12)));
        Assert.Null(groups[2].Best);
        Assert.Equal([1, 0, 2], groups.Select(group => group.Diverged));
        Assert.Equal(0.01, ranking.Best!.Configuration["learning_rate"]);
        Assert.Equal([0.01, 0.1], ranking.Along("learning_rate").Select(group => group.Value));
    }

    [Fact]
    public void A_best_rate_on_the_edge_of_its_grid_is_warned_of_and_one_inside_is_not()
    {
        var ranking = Rank(
            ("sgd", 0.01, [0.5, 0.6]), ("sgd", 0.1, [0.7, 0.7]), ("sgd", 1, [0.9, 0.9]),
            ("adam", 0.01, [0.9, 0.9]), ("adam", 0.1, [0.8, 0.8]), ("adam", 1, null),
            ("momentum", 0.01, [0.5, 0.5]), ("momentum", 0.1, [0.8, 0.8]), ("momentum", 1, [0.4, 0.4]));

        Assert.Equal(
            [
                "The best learning rate of sgd, 1, is the highest of its grid: a higher one may be better. Extend the grid.",
                "The best learning rate of adam, 0.01, is the lowest of its grid: a lower one may be better. Extend the grid.",
            ],
            ranking.EdgeWarnings());
    }

    [Fact]
    public void Nothing_is_recommended_where_nothing_completed()
    {
        var ranking = Rank(("sgd", 0.1, null), ("sgd", 1, null));

        Assert.Null(ranking.Best);
        Assert.Equal(0, ranking.InsideInterval);
        Assert.Empty(ranking.EdgeWarnings());
    }

    [Fact]
    public void NaN_never_wins()
    {
        Assert.True(Objective.Loss.Better(1, double.NaN));
        Assert.False(Objective.Loss.Better(double.NaN, 1));
        Assert.False(Objective.Loss.Better(double.NaN, double.NaN));
        Assert.True(Objective.Loss.Better(1, 2));
        Assert.True((Objective.Loss with { Maximize = true }).Better(2, 1));
    }

    private static StudyRanking Rank(params (string Optimizer, double Rate, double[]? Scores)[] trials)
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder));
        return new StudyRanking(study, [.. trials.Select((trial, number) => new TrialResult
        {
            Number = number,
            Configuration = new Configuration(
            [
                new("optimizer", new OptimizerChoice(trial.Optimizer, trial.Optimizer)),
                new("learning_rate", trial.Rate),
            ]),
            State = trial.Scores is null ? FitState.Diverged : FitState.Completed,
            Scores = trial.Scores ?? [],
            Diverged = trial.Scores is null ? 2 : 0,
            Steps = 1,
            Epochs = 1,
            Error = null,
            Duration = TimeSpan.Zero,
        })]);
    }
}
