using Sweep.Runner.Objectives;
using Sweep.Runner.Ranking;
using Sweep.Runner.Trials;
using Sweep.Strategies.Search;

namespace Sweep.Tests.Runner;

/// <summary>Three outer folds with two inner ones each, and numbers that can be checked by hand.</summary>
public class NestedRankingTests
{
    [Fact]
    public void In_each_outer_fold_the_setting_that_is_best_inside_is_judged_outside()
    {
        // Inside: x = 1 is better in folds 0 and 2, x = 2 in fold 1. Less is better.
        var ranking = Rank(
            ("a", 1, [0.5, 0.9, 0.1], [1, 1.2, 5, 5, 1, 1]),
            ("a", 2, [0.4, 0.7, 0.2], [2, 2, 4, 4.4, 3, 3]));

        var nested = ranking.Nested!;
        Assert.Equal([0.5, 0.7, 0.1], nested.Scores);
        Assert.Equal([1.1, 4.2, 1], nested.InnerScores);
        Assert.Equal([(1.0, 2), (2.0, 1)], nested.Choices.Select(choice => ((double)choice.Trial.Configuration["x"]!, choice.Folds)));
        Assert.Equal(0, nested.Unchosen);
        Assert.Equal(1.3 / 3, nested.Summary!.Mean, 1e-12);
        // The best by its own folds is x = 2, also with 1.3 / 3; x = 1 has 0.5.
        Assert.Equal(0, ranking.Optimism(ranking.Best!, nested.Summary), 1e-12);
    }

    [Fact]
    public void The_best_of_the_grid_flatters_itself_by_the_difference()
    {
        var ranking = Rank(
            ("a", 1, [0.1, 0.1, 0.1], [2, 2, 2, 2, 2, 2]),
            ("a", 2, [0.4, 0.4, 0.4], [1, 1, 1, 1, 1, 1]));

        Assert.Equal(0.3, ranking.Optimism(ranking.Best!, ranking.Nested!.Summary!), 1e-12);
    }

    [Fact]
    public void Each_group_chooses_among_its_own()
    {
        var ranking = Rank(
            ("a", 1, [0.5, 0.5, 0.5], [2, 2, 2, 2, 2, 2]), ("a", 2, [0.6, 0.6, 0.6], [3, 3, 3, 3, 3, 3]),
            ("b", 1, [0.7, 0.7, 0.7], [1, 1, 1, 1, 1, 1]), ("b", 2, [0.2, 0.2, 0.2], [4, 4, 4, 4, 4, 4]));

        Assert.Equal(0.5, ranking.NestedOf("a")!.Summary!.Mean, 1e-12);
        Assert.Equal(0.7, ranking.NestedOf("b")!.Summary!.Mean, 1e-12);
        Assert.Equal(0.7, ranking.Nested!.Summary!.Mean, 1e-12);
        Assert.Null(ranking.NestedOf("c"));
    }

    [Fact]
    public void Of_equals_the_first_is_chosen_and_a_setting_that_diverged_inside_is_not()
    {
        var ranking = Rank(
            ("a", 1, [0.5, 0.5, 0.5], [double.NaN, 0, 1, 1, 1, 1]),
            ("a", 2, [0.6, 0.6, 0.6], [9, 9, 1, 1, 1, 1]));

        Assert.Equal([0.6, 0.5, 0.5], ranking.Nested!.Scores);
        // A fit that only chooses takes nothing from the trial that it belongs to.
        Assert.Equal(FitState.Completed, ranking.Best!.State);
        Assert.Equal(1, ranking.Best.Diverged);
    }

    [Fact]
    public void Where_the_chosen_setting_diverged_outside_or_nothing_could_be_chosen_there_is_no_estimate()
    {
        var outside = Rank(("a", 1, [double.NaN, 0.5, 0.5], [1, 1, 1, 1, 1, 1]), ("a", 2, [0.6, 0.6, 0.6], [2, 2, 2, 2, 2, 2]));
        var inside = Rank(("a", 1, [0.5, 0.5, 0.5], [double.NaN, 1, 1, 1, 1, 1]));

        Assert.Equal([double.NaN, 0.5, 0.5], outside.Nested!.Scores);
        Assert.Null(outside.Nested.Summary);
        Assert.Equal((1, 2), (inside.Nested!.Unchosen, inside.Nested.Scores.Count));
        Assert.Null(inside.Nested.Summary);
    }

    [Fact]
    public void A_fit_that_fails_fails_its_trial_also_where_it_only_chooses()
    {
        var folds = Folds();
        var configuration = new Configuration([new("x", 1.0)]);
        var trial = TrialResult.Of([.. folds.Select(fold => new FitResult(
            fold.Index, 0, 1, configuration, fold, fold.Index == 4 ? FitOutcome.Failed("why") : FitOutcome.Completed(1), 1, TimeSpan.Zero))]);

        Assert.Equal((FitState.Failed, "why"), (trial.State, trial.Error));
        Assert.Equal(3, trial.Scores.Count);
    }

    [Fact]
    public void A_trial_that_is_not_nested_has_no_choice()
    {
        var study = TestStudy.Of((_, _) => 0, trials: 1, folds: 2);

        Assert.Null(new StudyRanking(study, []).Nested);
        Assert.Empty(TrialResult.Of([.. study.Folds.Select(fold => new FitResult(fold.Index, 0, 1, study.Suggest(0), fold, FitOutcome.Completed(1), 1, TimeSpan.Zero))]).Folds);
    }

    private static StudyFold[] Folds() =>
    [
        .. Enumerable.Range(0, 3).Select(number => new StudyFold(number, 0, number)),
        .. Enumerable.Range(0, 6).Select(index => new StudyFold(3 + index, 0, index / 2) { Inner = index % 2 }),
    ];

    // NaN stands for a fit that diverged.
    private static StudyRanking Rank(params (string Group, double X, double[] Outer, double[] Inner)[] trials)
    {
        var folds = Folds();
        var study = TestStudy.Of((_, _) => 0) with
        {
            Folds = folds,
            ValidationShare = 0.5,
            Space = new SearchSpace([new Hyperparameter("group", new ListDomain([new Choice("a"), new Choice("b")])), new Hyperparameter("x", new ListDomain([new Choice(1.0), new Choice(2.0)]))]),
        };
        return new StudyRanking(study, trials.Select((trial, number) =>
        {
            var configuration = new Configuration([new("group", trial.Group), new("x", trial.X)]);
            return TrialResult.Of([.. trial.Outer.Concat(trial.Inner).Select((score, index) => new FitResult(
                index, number, 1, configuration, folds[index],
                double.IsNaN(score) ? new FitOutcome { State = FitState.Diverged } : FitOutcome.Completed(score), 1, TimeSpan.Zero))]);
        }));
    }
}
