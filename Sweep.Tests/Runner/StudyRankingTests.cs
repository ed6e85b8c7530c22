using Sweep.Core.Statistics;
using Sweep.Runner.Commands;
using Sweep.Runner.Objectives;
using Sweep.Runner.Ranking;
using Sweep.Runner.Studies;
using Sweep.Runner.Trials;
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
        Assert.Equal([0.85, 0.8], groups.Take(2).Select(group => Math.Round(group.Best!.Objective, 12)));
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
                "The best learning rate of sgd, 1, is the highest of its grid: a higher one may be better. " + Advice,
                "The best learning rate of adam, 0.01, is the lowest of its grid: a lower one may be better. " + Advice,
            ],
            ranking.EdgeWarnings());
    }

    [Fact]
    public void What_was_extended_is_told_and_whether_the_best_lies_inside_now()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder, text => text + "\nmethod: { kind: grid, extend: 2 }"));
        TrialResult[] first =
        [
            .. new[] { ("sgd", 0.6), ("adam", 0.5) }.SelectMany(optimizer => new[] { 0.01, 0.1, 1 }.Select(rate => Trial(optimizer.Item1, rate, FitState.Completed, optimizer.Item2 + 0.1 * rate))),
        ];
        TrialResult[] second = [Trial("sgd", 10, FitState.Completed, 0.8), Trial("adam", 10, FitState.Completed, 0.7)];
        TrialResult[] third = [Trial("sgd", 100, FitState.Completed, 0.1), Trial("adam", 100, FitState.Completed, 0.9)];
        long begin = study.Trials;
        study = study with { FurtherRounds = [.. new[] { second, third }.Select(round => round.Select(trial => trial.Configuration).ToArray())] };

        var ranking = new StudyRanking(study, [.. first, .. second.Concat(third).Select((trial, place) => trial with { Number = begin + place })]);

        Assert.Equal(["The best learning rate of sgd, 10, lies inside its grid, which was extended from 1 up to 100."], ranking.ExtensionNotes());
        Assert.Equal(
            ["The best learning rate of adam, 100, is the highest of its grid, which was extended from 1: a higher one may be better. Allow more steps: extend in method."],
            ranking.EdgeWarnings());
        Assert.Contains("The best learning rate of sgd, 10, lies inside its grid, which was extended from 1 up to 100.", Report(ranking));
    }

    [Fact]
    public void Every_number_of_a_grid_is_looked_at_and_none_of_a_search_that_has_no_grid()
    {
        var numbers = new SearchSpace([new("layers", new ListDomain(new Choice(1), new Choice(2))), new("rate", new ListDomain(new Choice(0.1), new Choice(1.0), new Choice(10.0)))]);
        var study = TestStudy.Of((_, _) => 0, folds: 1) with { Space = numbers };
        var trials = Enumerable.Range(0, 6).Select(trial => TrialResult.Of(
            [new FitResult(trial, trial, 1, study.Suggest(trial), study.Folds[0], FitOutcome.Completed(trial == 4 ? 0 : 1), 0, TimeSpan.Zero)])).ToArray();

        Assert.Equal(["The best layers, 2, is the highest of its grid: a higher one may be better. " + Advice], new StudyRanking(study, trials).EdgeWarnings());
        Assert.Empty(new StudyRanking(study with { Search = new RandomSearch(), Trials = 6 }, trials).EdgeWarnings());
        // Nothing followed, although it was allowed to: whoever reads it is not told to allow it.
        Assert.Equal(
            ["The best layers, 2, is the highest of its grid: a higher one may be better. The next step beyond cannot be tried: give the grid smaller steps."],
            new StudyRanking(study with { Search = new GridSearch { Extend = 2 } }, trials).EdgeWarnings());
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
    public void Of_equals_the_first_in_the_grid_ranks_first_and_is_recommended()
    {
        var ranking = Rank(("sgd", 0.1, [0.5, 0.5]), ("adam", 0.1, [0.9, 0.7]), ("sgd", 1, [0.7, 0.9]));

        Assert.Equal(["adam", "sgd"], ranking.By("optimizer").Select(group => group.Value.ToString()));
        Assert.Equal(1, ranking.Best!.Number);
    }

    [Fact]
    public void The_report_shows_figures_ranks_recommendation_and_warnings()
    {
        // sgd at 0.1: mean 0.8, s² = 0.0002; validation rows are half the training rows, so the interval is
        // ± t(0.975, 1) · √((1/2 + 1/2) · 0.0002) = ± 12.7062 · 0.0141421 = ± 0.1797. adam's is wider than an accuracy can be.
        var ranking = Rank(
            ("sgd", 0.01, [0.5, 0.6]), ("sgd", 0.1, [0.79, 0.81]), ("adam", 0.01, [0.6, 0.7]), ("adam", 0.1, null));
        string[] lines = Report(ranking);

        Assert.Equal(
            [
                "validation_accuracy after 3 epochs, over 6 fits a setting; 95 % intervals allow for the training rows that folds share.",
                "By optimizer",
                "rank optimizer best learning rate mean sd 95 % interval settings diverged",
                "1 sgd 0.1 0.8000 0.0141 0.6203 … 0.9797 0 of 2",
                "2 adam 0.01 0.6500 0.0707 0 … 1.0000 1 of 2",
                "By learning rate",
                "learning rate best optimizer mean sd 95 % interval settings diverged",
                "0.01 adam 0.6500 0.0707 0 … 1.0000 0 of 2",
                "0.1 sgd 0.8000 0.0141 0.6203 … 0.9797 1 of 2",
                "Best mean validation_accuracy by optimizer and learning rate",
                "0.01 0.1",
                "sgd 0.5500 0.8000",
                "adam 0.6500 diverged",
                "Recommended: sgd at learning rate 0.1, batch size 8.",
                "validation_accuracy 0.8000, 95 % interval 0.6203 … 0.9797. It is the best of 14 settings, and so on the optimistic side; " +
                "the interval also holds the mean of 1 other.",
                "Warning: The best learning rate of sgd, 0.1, is the highest of its grid: a higher one may be better. " + Advice,
                "Warning: The best learning rate of adam, 0.01, is the lowest of its grid: a lower one may be better. " + Advice,
            ],
            lines);
    }

    [Fact]
    public void One_fit_a_setting_has_no_interval()
    {
        var study = TestStudy.Of((_, _) => 0, trials: 2, folds: 1);
        var trials = Enumerable.Range(0, 2).Select(trial => TrialResult.Of(
            [new FitResult(trial, trial, 1, study.Suggest(trial), study.Folds[0], FitOutcome.Completed(trial), 0, TimeSpan.Zero)]));
        using var output = new StringWriter { NewLine = "\n" };

        RankingReport.Write(new StudyRanking(study, trials), new Terminal(output, TextWriter.Null, OutputWidth: 300, Screen: null).Tables());

        Assert.EndsWith(
            "Recommended: x 0.\nloss 0, from one fit a setting: how much it varies is not known. Folds or repeats would tell. " +
            "It is the best of 2 settings, and so on the optimistic side.\nWarning: The best x, 0, is the lowest of its grid: a lower one may be better. " + Advice + "\n",
            output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_never_wins()
    {
        var loss = new StudyMetric("loss", maximize: false);
        Assert.True(loss.Better(1, double.NaN));
        Assert.False(loss.Better(double.NaN, 1));
        Assert.False(loss.Better(double.NaN, double.NaN));
        Assert.True(loss.Better(1, 2));
        Assert.True((loss with { Worst = 0, Best = 1 }).Better(2, 1));
    }

    [Fact]
    public void A_setting_without_a_mean_shows_why()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder));
        var ranking = new StudyRanking(study,
        [
            Trial("sgd", 0.01, FitState.Pruned, 0.5), Trial("sgd", 0.1, FitState.Completed, double.NaN),
            Trial("adam", 0.01, FitState.Diverged), Trial("adam", 0.1, FitState.Failed),
        ]);

        string[] lines = Report(ranking);

        Assert.Contains("sgd pruned NaN", lines);
        Assert.Contains("adam diverged failed", lines);
        Assert.Contains("– sgd – – – – 0 of 2, 1 pruned, 1 NaN", lines);
        Assert.Equal(
            "No setting can be recommended: validation_accuracy is NaN in 1 of 2 fits that completed. A fold whose validation rows lack one of the classes, " +
            "or targets outside the metric's range, are the usual causes: use stratified folds, or another metric.",
            lines[^1]);
    }

    [Fact]
    public void A_table_of_two_hyperparameters_is_shown_only_where_it_says_more_than_a_list()
    {
        Assert.DoesNotContain(Report(Rank(("sgd", 0.01, [0.5, 0.6]), ("sgd", 0.1, [0.7, 0.8]), ("adam", 0.02, [0.9, 0.8]))), line => line.StartsWith("Best mean", StringComparison.Ordinal));
        Assert.Contains(Report(Rank(("sgd", 0.01, [0.5, 0.6]), ("sgd", 0.1, [0.7, 0.8]), ("adam", 0.01, [0.9, 0.8]))), line => line.StartsWith("Best mean", StringComparison.Ordinal));
    }

    [Fact]
    public void A_study_that_may_stop_a_fit_early_says_at_most()
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder, text => text.Replace("epochs: 3,", "epochs: 3, early_stopping: { patience: 1 },", StringComparison.Ordinal)));

        Assert.StartsWith("validation_accuracy after at most 3 epochs, ", Report(new StudyRanking(study, []))[0], StringComparison.Ordinal);
    }

    private const string Advice = "Extend the grid, or allow it to be with method: { kind: grid, extend: 2 }.";

    private static string[] Report(StudyRanking ranking)
    {
        using var output = new StringWriter { NewLine = "\n" };
        RankingReport.Write(ranking, new Terminal(output, TextWriter.Null, OutputWidth: 300, Screen: null).Tables());
        return [.. output.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Length > 0 && !line.StartsWith('─'))];
    }

    private static TrialResult Trial(string optimizer, double rate, FitState state, params double[] scores) => new()
    {
        Number = 0,
        Configuration = new Configuration([new("optimizer", new ComponentChoice(optimizer, optimizer)), new("learning_rate", rate)]),
        State = state,
        Scores = scores,
        Objective = state == FitState.Completed ? ResampledMean.Of(scores).Mean : double.NaN,
        Pruned = state == FitState.Pruned ? 1 : 0,
        Diverged = state == FitState.Diverged ? 1 : 0,
        Steps = 1,
        Epochs = 1,
        Error = state == FitState.Failed ? "gone" : null,
        Duration = TimeSpan.Zero,
    };

    private static StudyRanking Rank(params (string Optimizer, double Rate, double[]? Scores)[] trials)
    {
        using var folder = new TemporaryFolder();
        var study = StudyReader.Read(SmallStudy.Write(folder));
        return new StudyRanking(study, [.. trials.Select((trial, number) =>
            Trial(trial.Optimizer, trial.Rate, trial.Scores is null ? FitState.Diverged : FitState.Completed, trial.Scores ?? []) with { Number = number })]);
    }
}
