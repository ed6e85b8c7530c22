using System.Globalization;
using System.Text;
using Sweep.Core.Contracts;
using Sweep.Strategies.Pruners;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads a study file, and its data with it, into one checked model. docs/study-file.md describes the keys.</summary>
public static class StudyReader
{
    // More than anybody needs and less than would keep a machine busy before the first fit.
    private const int MostBytes = 500_000;
    private const int MostLag = 1_000_000;
    private const int DefaultLag = 16;

    // Rounds are kept as lists, unlike a grid, whose trials follow from their numbers.
    private const long MostFurtherTrials = 1_000_000;

    /// <summary>Reads a study.</summary>
    /// <param name="path">The study file, or the folder that holds it as study.yaml.</param>
    /// <exception cref="InputException">Something in the file or the data is not as it must be.</exception>
    public static Study Read(string path)
    {
        string file = FileOf(path);
        string text;
        try
        {
            // The result log keeps the file in its footer, whose size has a limit.
            if (new FileInfo(file) is { Exists: true, Length: > MostBytes } large)
                throw new InputException($"{file}: a study file can have {MostBytes} bytes; this one has {large.Length}. Is it the data file?");
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{file}: the study file cannot be read. {Shown.Sentence(error.Message)} Give a study file, or a folder that has a study.yaml.", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new InputException($"{file}: the study file is not UTF-8 text. Save it as UTF-8.", error);
        }
        return Read(text, file);
    }

    /// <summary>The study file that a path stands for.</summary>
    public static string FileOf(string path) => Directory.Exists(path) ? Path.Combine(path, "study.yaml") : path;

    private static Study Read(string text, string file)
    {
        var root = StudyNode.Parse(text, file).Section(
            "name", "question", "data", "model", "training", "command", "validation", "method", "trials", "metric", "metrics", "reports", "parameters", "pruner", "lag", "limits", "range_test", "seed");
        var name = root.Get("name");
        string question = root.Find("question")?.Text() ?? "";
        ulong seed = root.Find("seed")?.Seed() ?? 1;
        var search = ReadSearch(root);
        var pruner = root.Find("pruner") is { } node ? ComponentReader.Read(node, PruningRules.Catalog) : null;
        if (pruner is null && root.Find("lag") is { } unused)
            throw unused.Error("only a pruner looks back at earlier trials, and there is none. Leave it out, or add a pruner.");
        var limits = LimitsReader.Read(root.Find("limits"));
        var (study, parameters) = root.Find("command") is null
            ? NetworkReader.Read(root, file, seed, search)
            : CommandReader.Read(root, file, seed, search, limits);
        if (pruner is not null && study.JudgingFolds < study.Folds.Count)
            throw root.Get("pruner").Error("a fit that is pruned has no score to choose by or to be judged by, and nested validation needs all of them. Leave it out, or validation.inner.");
        study = study with
        {
            Name = name.Text(),
            Question = question,
            Source = study.Source with { Text = text, Digest = StudyDigest.Of(text), Settings = StudySettings.Of(text) },
            Pruner = pruner,
            Lag = root.Find("lag")?.Count(MostLag, "Lag") ?? DefaultLag,
            Limits = limits,
            Trials = ReadTrials(root, search),
        };
        try
        {
            parameters.Checked(() => search.Count(study.Space));
            if (search is IAdaptiveSearch { GoesOn: true } adaptive)
                RequireRounds(adaptive.MostFurther(TestedStudy.Assumed(study).Space), parameters);
            _ = study.Fits;
            foreach (var training in ScheduledTraining.Of(study))
                parameters.Checked(training.Required);
        }
        catch (OverflowException error)
        {
            throw new InputException(parameters.Error("the grid has more fits than a 64-bit number can count. Use fewer values.").Message, error);
        }
        return study;
    }

    private static void RequireRounds(long trials, StudyNode parameters)
    {
        if (trials == 0)
            throw parameters.Error("this method goes on along ranges and lists of numbers, and none here has at least two values. Add one, or use method: grid.");
        if (trials > MostFurtherTrials)
        {
            throw parameters.Error(string.Create(
                CultureInfo.InvariantCulture, $"the rounds after the first may have {MostFurtherTrials} trials at most; these may have {trials}. Use fewer points, rounds or steps, or vary fewer numbers."));
        }
    }

    private static ISearchStrategy ReadSearch(StudySection root) =>
        root.Find("method") is { } method ? ComponentReader.Read(method, SearchStrategies.Catalog) : new GridSearch();

    private static long ReadTrials(StudySection root, ISearchStrategy search)
    {
        var trials = root.Find("trials");
        if (search.WalksValues)
        {
            return trials is null ? 0 : throw trials.Error("a grid has as many trials as its values make. Leave it out, or use method: random.");
        }
        return trials is null
            ? throw root.Node.Error("this search has no end of its own, and the key \"trials\" is missing. Say how many there shall be, for example trials: 50.")
            : trials.Count(int.MaxValue, "Trials");
    }
}
