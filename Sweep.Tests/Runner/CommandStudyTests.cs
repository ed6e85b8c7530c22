using System.Text.Json;
using Sweep.Runner.Results;

namespace Sweep.Tests.Runner;

/// <summary>What a command is handed, what is kept of what it says, and that nothing else makes a difference.</summary>
public class CommandStudyTests
{
    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task A_study_of_a_command_goes_from_its_file_to_ranking_and_log()
    {
        using var study = new CommandStudy();

        var (exitCode, output, error) = study.Run();

        Assert.True(exitCode == 0, error);
        Assert.Contains("By learning rate", output, StringComparison.Ordinal);
        Assert.Contains("Recommended: learning rate 0.01, layers 1.", output, StringComparison.Ordinal);
        Assert.Equal([0.01, 0.01, 1, 1], study.Column<double>("trials", "learning_rate"));
        Assert.Equal([1L, 2, 1, 2], study.Column<long>("trials", "layers"));
        Assert.Equal([.. Enumerable.Repeat(3L, 24)], study.Column<long>("fits", "epochs"));
        Assert.Equal(Enumerable.Repeat(new long[] { 1, 2, 3 }, 24).SelectMany(epochs => epochs), study.Column<long>("epochs", "epoch"));
        double[] losses = study.Column<double>("epochs", "validation_loss");
        Assert.Equal(losses.Where((_, row) => row % 3 == 2), study.Column<double>("fits", "validation_loss"));
        Assert.Equal(losses.Where((_, row) => row % 3 == 2), study.Column<double>("fits", "objective"));
        Assert.Equal(losses.Select(loss => loss / 2), study.Column<double>("epochs", "train_loss"));
        Assert.Equal([.. Enumerable.Repeat(3L, 24)], study.Column<long>("fits", "best_epoch"));
        Assert.Equal(study.Column<double>("fits", "train_loss"), study.Column<double>("fits", "best_train_loss"));
        Assert.Equal(Enumerable.Repeat(new long[] { 0, 0, 0, 1, 1, 1 }, 4).SelectMany(repeats => repeats), study.Column<long>("fits", "repeat"));
        Assert.Equal(Enumerable.Repeat(new long[] { 0, 1, 2 }, 8).SelectMany(folds => folds), study.Column<long>("fits", "fold"));
        await study.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task Hyperparameters_arrive_by_argument_by_environment_and_by_a_file_with_fold_repeat_and_seed()
    {
        using var study = new CommandStudy(
            """
            name: handed
            command: [python3, -u, train.py, "--rate={rate}", --at, "{repeat}.{fold}/{folds}", "{{rate}} {\"a\": {rate}}", "{parameters_file}", "{study_dir}"]
            metric: { name: loss, goal: minimize }
            validation: { folds: 2, repeats: 2 }
            parameters:
              rate: [1e-5, 2]
              big: 3000000000
              whole: 7
              flag: [true]
              word: { value: "0.10" }
            """,
            """
            import json, os, sys
            names = ("RATE", "BIG", "WHOLE", "FLAG", "WORD", "TRIAL", "FIT", "ATTEMPT", "REPEAT", "FOLD", "FOLDS", "SEED", "STUDY_DIR", "PARAMETERS_FILE")
            print(json.dumps({"loss": 0.5}))
            with open(os.path.join(os.environ["HYPERSWEEP_STUDY_DIR"], "seen-" + os.environ["HYPERSWEEP_FIT"]), "w") as file:
                json.dump({"arguments": sys.argv[1:], "variables": [os.environ["HYPERSWEEP_" + name] for name in names],
                           "file": json.load(open(sys.argv[-2])), "script": os.path.abspath(__file__), "work": os.getcwd()}, file)
            """);

        var (exitCode, _, error) = study.Run("--quiet");

        Assert.True(exitCode == 0, error);
        var seen = Enumerable.Range(0, 8).Select(fit => JsonDocument.Parse(study.Text($"seen-{fit}")).RootElement).ToArray();
        string parameters = Path.Combine(study.Results, "fits/5/parameters.json");
        int seed = seen[5].GetProperty("file").GetProperty("seed").GetInt32();
        Assert.Equal(
            ["--rate=2", "--at", "0.1/2", "{rate} {\"a\": 2}", parameters, study.Folder],
            seen[5].GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()));
        Assert.Equal(
            ["2", "3000000000", "7", "true", "0.10", "1", "5", "1", "0", "1", "2", $"{seed}", study.Folder, parameters],
            seen[5].GetProperty("variables").EnumerateArray().Select(variable => variable.GetString()));
        Assert.Equal(
            $$"""{"rate": 2, "big": 3000000000, "whole": 7, "flag": true, "word": "0.10", "repeat": 0, "fold": 1, "folds": 2, "seed": {{seed}}}""",
            seen[5].GetProperty("file").GetRawText());
        Assert.Equal("1E-05", seen[0].GetProperty("variables")[0].GetString());
        Assert.All(seen, fit => Assert.Equal(study.PathOf("train.py"), fit.GetProperty("script").GetString()));
        Assert.Equal(
            Enumerable.Range(0, 8).Select(fit => Path.Combine(study.Results, $"fits/{fit}/work")),
            seen.Select(fit => fit.GetProperty("work").GetString()));

        // All trials of a fold have one seed, and no two folds the same.
        int[] seeds = [.. seen.Select(fit => fit.GetProperty("file").GetProperty("seed").GetInt32())];
        Assert.Equal(seeds[..4], seeds[4..]);
        Assert.Equal(4, seeds.Distinct().Count());
        Assert.All(seeds, each => Assert.InRange(each, 0, int.MaxValue));
        await study.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task Whatever_characters_a_value_has_arrive_byte_for_byte_and_no_shell_reads_them()
    {
        string[] texts =
        [
            "a b", "\"", "'", "\\", "$(touch x)", "`touch x`", "; touch x", "a\nb\r\n", "*", "~", "%PATH%", "--", "-x", "ä 日本 🦊", "\t", "\u0001\u007f", "{}", "{x}", "{{x}}", " ", "null", "",
        ];
        string Quoted(string text) => JsonSerializer.Serialize(text);
        using var study = new CommandStudy(
            $$"""
            name: characters
            command: [python3, train.py, "{x}", {{string.Join(", ", texts.Select(text => Quoted(text.Replace("{x}", "{y}", StringComparison.Ordinal))))}}]
            metric: { name: loss, goal: minimize }
            parameters:
              x: [{{string.Join(", ", texts.Select(Quoted))}}]
              y: "{x}"
            """,
            """
            import json, os, sys
            with open(os.path.join(os.environ["HYPERSWEEP_STUDY_DIR"], "seen-" + os.environ["HYPERSWEEP_TRIAL"]), "wb") as file:
                file.write(b"\0".join([os.environb[b"HYPERSWEEP_X"], json.load(open(os.environ["HYPERSWEEP_PARAMETERS_FILE"]))["x"].encode()] + [os.fsencode(each) for each in sys.argv[1:]]))
            print(json.dumps({"loss": 1}))
            """);
        string results = study.PathOf("with blank 'and' \"quotes\" $(touch y) ä");

        var (exitCode, output, error) = HyperSweep.Run("run", study.File, "--output", results);

        Assert.True(exitCode == 0, error);
        string[] arguments = [.. texts.Select(text => text switch { "{x}" => "{x}", "{{x}}" => "{y}", _ => text })];
        foreach (var (trial, text) in texts.Index())
            Assert.Equal([text, text, text, .. arguments], study.Text($"seen-{trial}").Split('\0'));
        Assert.Equal(texts, TestStudy.Column<string>(results, "trials", "x"));
        // Neither a shell nor the terminal gets to see them.
        Assert.DoesNotContain(Directory.EnumerateFiles(study.Folder, "*", SearchOption.AllDirectories), file => Path.GetFileName(file) is "x" or "y");
        Assert.DoesNotContain('\u0001', output + error);
        await study.NothingIsLeftAsync();
    }

    [Theory(Timeout = CommandStudy.Milliseconds)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Results_are_the_same_bits_for_any_number_of_workers_and_in_any_folder(int workers)
    {
        using var study = new CommandStudy(CommandStudy.Yaml + "\npruner: { kind: median, startup_trials: 1 }\nlag: 2");

        string two = study.DigestOf("two", "--workers", "2");

        Assert.Equal(two, study.DigestOf("another 'folder'", "--workers", $"{workers}"));
        Assert.Contains("pruned", TestStudy.Column<string>(study.PathOf("two"), "fits", "state"));
        await study.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void A_random_search_draws_from_ranges()
    {
        using var study = CommandStudy.With("points: 2 }", "}\nmethod: random\ntrials: 6".Replace("}\n", "}\n  depth: { min: 1, max: 2 }\n", StringComparison.Ordinal));

        Assert.Equal(2, study.Run().ExitCode);
        study.Write("study.yaml", CommandStudy.Yaml.Replace(", points: 2", "", StringComparison.Ordinal) + "\nmethod: random\ntrials: 6");
        var (exitCode, _, error) = study.Run("--quiet");

        Assert.True(exitCode == 0, error);
        double[] rates = study.Column<double>("trials", "learning_rate");
        Assert.Equal(6, rates.Distinct().Count());
        Assert.All(rates, rate => Assert.InRange(rate, 0.01, 1));
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public async Task Reports_may_come_by_a_file_and_output_is_then_only_output()
    {
        string train = CommandStudy.Train
            .Replace("print(json.dumps(", "reports.write(json.dumps(", StringComparison.Ordinal)
            .Replace("}), flush=True)", "}) + chr(10))\n    reports.flush()", StringComparison.Ordinal)
            .Replace("rate, layers =", "reports = open(os.environ[\"HYPERSWEEP_METRICS_FILE\"], \"a\")\nprint(\"{'only': 'output'}\")\nrate, layers =", StringComparison.Ordinal);
        using var study = CommandStudy.With("seed: 1", "seed: 1\nreports: file", train);
        using var byOutput = new CommandStudy();

        var (exitCode, _, error) = study.Run("--quiet");

        Assert.True(exitCode == 0, error);
        Assert.Equal(byOutput.DigestOf("results"), ResultDigest.Of(study.Results));
        Assert.Equal("{'only': 'output'}\n", study.Text("results/fits/0/output-1.txt"));
        await study.NothingIsLeftAsync();
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void A_report_may_have_some_of_the_figures_and_a_pruner_looks_only_where_the_metric_is()
    {
        using var study = CommandStudy.Of("[1, 2, 3, 4]", """
            report(epoch=1, train=9)
            report(epoch=3, loss=float(x), note="text", more=[1], debug=1)
            report(train=8, **{"time\u001b[31m": 1})
            report(loss=float(x) / 2, train=7)
            report(epoch=9, train=float("nan"))
            """, "metrics: [train, never]\npruner: { kind: median, startup_trials: 1 }\nlag: 1");

        var (exitCode, _, error) = study.Run("--workers", "1");

        Assert.True(exitCode == 0, error);
        Assert.Equal(["completed", "completed", "pruned", "pruned"], study.Column<string>("fits", "state"));
        Assert.Equal([1L, 3, 4, 5, 9], study.Column<long>("epochs", "epoch")[..5]);
        Assert.Equal([null, 1.0, null, 0.5, null], study.Values<double>("epochs", "loss")[..5]);
        Assert.Equal([9.0, null, 8.0, 7.0, double.NaN], study.Values<double>("epochs", "train")[..5]);
        Assert.Equal([0.5, 1.0, 3.0, 4.0], study.Values<double>("fits", "loss"));
        Assert.Equal([0.5, 1.0, 3.0, 4.0], study.Values<double>("fits", "objective"));
        Assert.Equal([5L, 5L, 3L, 3L], study.Values<long>("fits", "best_epoch"));
        Assert.Equal([double.NaN, double.NaN, 9.0, 9.0], study.Values<double>("fits", "train"));
        Assert.Equal([7.0, 7.0, null, null], study.Values<double>("fits", "best_train"));
        Assert.All(study.Values<double>("fits", "never"), Assert.Null);
        Assert.Contains("\nThe command also reported debug, time\uFFFD[31m: not kept. What is listed under \"metrics\" in the study file is kept.\n", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void A_pruner_sees_the_same_of_trials_that_ended_before_the_study_was_stopped()
    {
        using var study = CommandStudy.Of("[3, 1, 2, 5, 0.5, 6]", """
            report(train=1)
            report(loss=float(x), train=1)
            if os.path.exists(os.path.join(beside, "gate")) and x == "0.5":
                sys.exit(3)
            report(loss=float(x) / 2)
            """, "metrics: [train]\npruner: { kind: median, startup_trials: 1 }\nlag: 1\nlimits: { retries: 0, max_failures: 1 }");
        string undisturbed = study.DigestOf("undisturbed", "--workers", "1");
        study.Write("gate", "");

        Assert.Equal(1, study.Run("--quiet", "--workers", "1").ExitCode);
        File.Delete(study.PathOf("gate"));
        Assert.Equal(1, study.Run("--quiet", "--workers", "1").ExitCode);
        Assert.Equal(0, HyperSweep.Run("retry", study.File, "--quiet").ExitCode);

        Assert.Equal(undisturbed, ResultDigest.Of(study.Results));
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void Every_attempt_begins_in_an_empty_folder_and_finds_only_its_checkpoint()
    {
        using var study = CommandStudy.Of("[1]", """
            checkpoint = os.environ["HYPERSWEEP_CHECKPOINT_DIR"]
            found = os.listdir(".") + os.listdir(checkpoint)
            open(os.path.join(beside, "found-" + os.environ["HYPERSWEEP_ATTEMPT"]), "w").write(" ".join(found))
            os.makedirs("made/inside")
            os.makedirs(os.path.join(checkpoint, "read", "only"), exist_ok=True)
            os.symlink(beside, "made/link")
            os.symlink(beside, os.path.join(checkpoint, "link" + os.environ["HYPERSWEEP_ATTEMPT"]))
            for folder in ("made", os.path.join(checkpoint, "read")):
                os.chmod(folder, 0o555)
            print("attempt " + os.environ["HYPERSWEEP_ATTEMPT"])
            if os.environ["HYPERSWEEP_ATTEMPT"] != "3":
                sys.exit(9)
            report(loss=1)
            """, "limits: { retry_delay: 1ms }");

        var (exitCode, _, error) = study.Run("--quiet");

        Assert.True(exitCode == 0, error);
        Assert.Equal(["", "link1 read", "link1 link2 read"], Enumerable.Range(1, 3).Select(attempt => string.Join(' ', study.Text($"found-{attempt}").Split(' ').Order())));
        Assert.Equal(
            ["output-1.txt", "output-2.txt", "output-3.txt", "parameters.json", "work"],
            Directory.EnumerateFileSystemEntries(Path.Combine(study.Results, "fits/0")).Select(Path.GetFileName).Order());
        Assert.Equal("attempt 2\n", study.Text("results/fits/0/output-2.txt"));
        Assert.True(File.Exists(study.File), "A link is taken away, not what it leads to.");
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void A_command_may_take_away_its_own_folders()
    {
        using var study = CommandStudy.Of("[1]", """
            import shutil
            os.chdir(beside)
            shutil.rmtree(os.environ["HYPERSWEEP_CHECKPOINT_DIR"])
            shutil.rmtree(os.path.join(os.environ["HYPERSWEEP_CHECKPOINT_DIR"], "..", "work"), ignore_errors=True)
            report(loss=1)
            """);

        Assert.Equal(0, study.Run("--quiet").ExitCode);
    }

    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void Check_and_plan_show_what_would_be_run()
    {
        using var study = new CommandStudy(CommandStudy.Yaml + "\npruner: { kind: median, startup_trials: 1 }\nlag: 2");
        string train = study.PathOf("train.py");

        var check = HyperSweep.Run("check", study.File);
        var plan = HyperSweep.Run("plan", study.File);

        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.Equal(
            $$"""
            study       my-command
            command     python3 {{train}} {learning_rate} {layers}
            reports     validation_loss, train_loss, as lines of JSON in its output
            validation  3 folds, 2 repeats
            objective   minimize validation_loss
            varied      learning_rate, layers
            plan        4 trials × 6 folds = 24 fits
            pruner      { kind: median, startup_trials: 1, warmup_epochs: 0, interval: 1, percentile: 50 }, which looks back at the trials before the last 2
            seed        1

            """, check.Output);
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Assert.Equal(
            $$"""
            my-command: 4 trials × 6 folds = 24 fits
              learning_rate: 2 values
                0.01
                1
              layers: 2 values
                1
                2
            the first trial runs python3 {{train}} 0.01 1
            how long a fit takes is not known before one has run; hypersweep run shows it, and stops and goes on as you like

            """, plan.Output);
        Assert.False(Directory.Exists(study.Results));

        study.Write("study.yaml", CommandStudy.Yaml.Replace("[1, 2]", "[true, false]\n  word: [\"a b\\e[31m\", '']", StringComparison.Ordinal) + "\nmethod: random\ntrials: 1\nreports: file");
        Assert.Contains("\nplan        1 random trial × 6 folds = 6 fits\n", HyperSweep.Run("check", study.File).Output, StringComparison.Ordinal);
        Assert.Contains(
            "  learning_rate: from 0.01 to 1 on a log scale\n  layers: 2 values\n    true\n    false\n  word: 2 values\n    \"a b\uFFFD[31m\"\n    \"\"\n",
            HyperSweep.Run("plan", study.File).Output, StringComparison.Ordinal);
    }
}
