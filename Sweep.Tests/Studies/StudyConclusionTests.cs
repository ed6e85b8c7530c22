namespace Sweep.Tests.Studies;

/// <summary>What the READMEs of the studies say, seen again on a smaller budget: the direction of each answer, not its digits.</summary>
public class StudyConclusionTests
{
    [Fact]
    public void Small_batches_want_a_lower_rate_and_learn_more_at_the_same_one_and_at_its_own_each_is_as_good()
    {
        using var study = new ReducedStudy("batch-stochastic-mini-batch", ("repeats: 2", "repeats: 1"), ("epochs: 20", "epochs: 10"));
        var (batch, mini, single) = (study.Best("batch"), study.Best("mini_batch"), study.Best("stochastic"));

        Assert.True(single.Rate < mini.Rate && mini.Rate < batch.Rate, $"best rates: {single.Rate}, {mini.Rate}, {batch.Rate}");
        Assert.All(new[] { mini, single }, best => Assert.InRange(best.Objective / batch.Objective, 0.8, 1.25));
        Assert.True(study.At("stochastic", 0.001) < study.At("mini_batch", 0.001) && study.At("mini_batch", 0.001) < study.At("batch", 0.001));
    }

    [Fact]
    public void Momentum_shifts_the_best_rate_down_by_what_it_adds_up()
    {
        using var study = new ReducedStudy("momentum", ("repeats: 4", "repeats: 1"));
        var (sgd, momentum) = (study.Best("sgd"), study.Best("momentum_09"));

        // A velocity at decay 0.9 is ten gradients long: one decade is two places of the grid.
        Assert.InRange(sgd.Rate / momentum.Rate, 3, 35);
        Assert.True(study.At("momentum_09", 0.001) < study.At("sgd", 0.001));
        Assert.True(study.Best("momentum_099").Rate < momentum.Rate);
    }

    [Fact]
    public void On_sparse_rows_Adagrad_bears_rates_over_decades_where_others_fail()
    {
        using var study = new ReducedStudy("adagrad-sparse", ("repeats: 2", "repeats: 1"), ("folds: 5", "folds: 3"), ("epochs: 10", "epochs: 5"));
        double best = study.Trials.Min(trial => trial.Objective);
        int Good(string optimizer) => study.Trials.Count(trial => trial.Optimizer == optimizer && trial.Objective < 1.25 * best);

        Assert.All(new[] { "sgd", "momentum", "rmsprop", "adam" }, other => Assert.True(Good("adagrad") >= Good(other), $"{other}: {Good(other)}, adagrad: {Good("adagrad")}"));
        Assert.True(study.At("adagrad", 10) < study.At("sgd", 10) && study.At("adagrad", 10) < study.At("adam", 10));
    }

    [Fact]
    public void A_recurrent_network_learns_sunspots_sooner_with_a_rate_for_each_weight()
    {
        using var study = new ReducedStudy("rmsprop-recurrent", ("folds: 5", "folds: 2"), ("epochs: 60", "epochs: 20"));

        Assert.True(study.Best("rmsprop").Objective < study.Best("sgd").Objective);
        Assert.True(study.Best("rmsprop").Rate < study.Best("sgd").Rate);
        Assert.True(study.At("rmsprop", 0.001) < study.At("sgd", 0.001));
    }

    [Fact]
    public void Adam_reads_images_at_rates_far_below_those_of_momentum()
    {
        using var study = new ReducedStudy("adam-images", ("folds: 5", "folds: 2"), ("epochs: 10", "epochs: 4"));
        var (adam, momentum) = (study.Best("adam", maximize: true), study.Best("momentum", maximize: true));

        Assert.True(adam.Objective > 0.9 && momentum.Objective > 0.9, $"{adam}, {momentum}");
        Assert.True(adam.Rate < momentum.Rate);
        Assert.True(study.At("adam", 0.001) > study.At("momentum", 0.001));
        Assert.False(study.At("adam", 1) > 0.5); // or diverged, which has no accuracy
    }

    [Fact]
    public void The_best_rate_of_plain_descent_grows_with_the_batch()
    {
        using var study = new ReducedStudy("sgd-convolutional", ("folds: 5", "folds: 2"), ("epochs: 10", "epochs: 5"));

        Assert.True(study.Best("sgd_8", maximize: true).Rate < study.Best("sgd_32", maximize: true).Rate);
        Assert.True(study.At("sgd_8", 0.01) > study.At("sgd_32", 0.01) && study.At("sgd_32", 0.01) > study.At("sgd_128", 0.01));
        Assert.True(study.Best("sgd_8", maximize: true).Objective > 0.9);
    }

    [Fact]
    public void At_a_high_rate_training_stops_early_and_what_follows_would_be_worse()
    {
        using var stopped = new ReducedStudy("early-stopping", ("repeats: 2", "repeats: 1"), ("folds: 5", "folds: 3"), ("epochs: 200", "epochs: 100"));
        using var gone = new ReducedStudy(
            "early-stopping", ("repeats: 2", "repeats: 1"), ("folds: 5", "folds: 3"), ("epochs: 200", "epochs: 100"),
            ("early_stopping: { share: 0.2, patience: 10 }", "divergence_factor: 1000"));

        Assert.True(stopped.At("adam", 0.01) < gone.At("adam", 0.01), "Stopping must help at a rate that over-fits.");
        long[] epochs = stopped.Column<long>("fits", "epochs");
        Assert.True(epochs.Min() < 50 && epochs.Max() == 100, $"{epochs.Min()} … {epochs.Max()} epochs");
    }

    [Fact]
    public void A_grid_of_decades_leads_to_a_finer_one_that_is_no_worse_and_beyond_an_edge()
    {
        using var study = new ReducedStudy("grid-of-learning-rates", ("epochs: 20", "epochs: 10"), ("folds: 5", "folds: 3"), ("extend: 2", "extend: 1"));
        long[] rounds = study.Column<long>("trials", "round");
        var (sgd, adam) = (study.Best("sgd"), study.Best("adam"));

        Assert.InRange(rounds.Max(), 3, 4);
        Assert.InRange(adam.Rate, 0.0005, 0.009);
        Assert.True(sgd.Rate > 10 * adam.Rate, $"{sgd} {adam}");
        // Plain descent wants more than the highest of the decades, or close to it: what lies beyond was looked at.
        Assert.Equal(1, study.Trials.Where(trial => trial.Optimizer == "sgd").Max(trial => trial.Rate));
        Assert.All(new[] { "sgd", "momentum", "adam" }, optimizer =>
            Assert.True(study.Best(optimizer).Objective <= study.Trials.Zip(rounds).Where(trial => trial.First.Optimizer == optimizer && trial.Second == 1).Min(trial => trial.First.Objective)));
    }

    [Fact]
    public void A_schedule_bears_rates_that_are_too_high_for_a_constant_one_and_is_slower_where_they_are_too_low()
    {
        using var study = new ReducedStudy("schedules", ("repeats: 4", "repeats: 1"), ("folds: 5", "folds: 3"));
        string[] schedules = study.Column<string>("trials", "schedule");
        double At(string schedule, double rate) =>
            study.Trials.Zip(schedules).Single(trial => trial.Second == schedule && Math.Abs(trial.First.Rate / rate - 1) < 1e-3).First.Objective;

        Assert.All(schedules.Distinct().Where(schedule => schedule != "constant"), schedule =>
        {
            Assert.True(At(schedule, 0.1) < At("constant", 0.1) / 2, $"{schedule} at 0.1: {At(schedule, 0.1)}, constant: {At("constant", 0.1)}");
            Assert.True(At(schedule, 0.001) > 1.5 * At("constant", 0.001), $"{schedule} at 0.001: {At(schedule, 0.001)}, constant: {At("constant", 0.001)}");
        });
    }

    [Fact]
    public void Folds_differ_far_more_than_seeds_do_and_inner_folds_do_not_always_choose_the_same_setting()
    {
        const int Seeds = 2, Judging = 5 * Seeds, Fits = 5 * (1 + 4) * Seeds;
        using var study = new ReducedStudy("cross-validation", ("repeats: 2", "repeats: 1"), ("seeds: 3", "seeds: 2"));
        int best = Enumerable.Range(0, study.Trials.Count).MinBy(trial => study.Trials[trial].Diverged ? double.PositiveInfinity : study.Trials[trial].Objective);

        Assert.True(study.Column<double>("trials", "objective_sd")[best] > 4 * study.Column<double>("trials", "objective_seed_sd")[best]);

        var (folds, scores) = (study.Column<long>("fits", "fold"), study.Column<double>("fits", "objective"));
        int[] chosen =
        [
            .. Enumerable.Range(0, 5).Select(fold => Enumerable.Range(0, study.Trials.Count).MinBy(trial =>
                Enumerable.Range(trial * Fits + Judging, Fits - Judging).Where(fit => folds[fit] == fold).Average(fit => double.IsNaN(scores[fit]) ? double.PositiveInfinity : scores[fit]))),
        ];
        Assert.True(chosen.Distinct().Count() > 1, $"chosen: {string.Join(", ", chosen)}");
        // All of them are good ones: the choice depends on the folds, its worth hardly does.
        Assert.All(chosen, trial => Assert.InRange(study.Trials[trial].Objective, 0, 1.15 * study.Trials[best].Objective));
    }

    [Fact]
    public void At_the_peak_of_a_range_test_a_rate_that_goes_up_and_down_is_better_than_one_that_stays()
    {
        using var study = new ReducedStudy("cyclical", ("repeats: 4", "repeats: 1"));
        string[] schedules = study.Column<string>("trials", "schedule");
        double At(string optimizer, string schedule) =>
            study.Trials.Zip(schedules).Single(trial => trial.First.Optimizer == optimizer && trial.Second == schedule).First.Objective;

        Assert.All(new[] { "sgd", "momentum", "adam" }, optimizer =>
        {
            Assert.True(At(optimizer, "exp_range") < At(optimizer, "constant"), optimizer);
            Assert.True(At(optimizer, "exp_range") < At(optimizer, "triangular"), optimizer);
        });
    }
}
