using Sweep.Core.Contracts;
using Sweep.Core.Metrics;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a study of a network measures: the usual metrics of its target, its own metric, and those that it lists.</summary>
internal static class MetricReader
{
    /// <summary>Reads the metrics.</summary>
    /// <param name="metric">The name of the study's metric, as a figure.</param>
    /// <param name="list">The list of further metrics, if there is one.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="classes">How many classes the target has.</param>
    /// <returns>The metrics in the order of their names; what is asked for twice is there once.</returns>
    public static NamedMetric[] Read(StudyNode metric, StudyNode? list, TargetKind target, int classes)
    {
        NamedMetric[] known =
        [
            .. EvaluationMetrics.Catalog.Names
                .Select(name => new NamedMetric(name, EvaluationMetrics.Catalog.Create(name)))
                .Where(each => each.Metric.Judges(target)),
        ];
        string[] names = [.. known.Select(each => each.Name)];
        RequireFigure(metric, names, target);
        StudyNode[] listed = [.. list?.List() ?? []];
        for (int i = 0; i < listed.Length; i++)
            RequireMetric(listed[i], names, target, [.. listed[..i].Select(node => node.Text())]);

        foreach (var node in listed.Prepend(metric))
            RequireClasses(node, known, classes);

        string[] asked = [.. EvaluationMetrics.Usual, Bare(metric.Text()), .. listed.Select(node => node.Text())];
        return [.. known.Where(each => asked.Contains(each.Name))];
    }

    private static void RequireFigure(StudyNode node, string[] names, TargetKind target)
    {
        string[] figures = [.. names.Append("loss").Select(name => NetworkObjective.ValidationPrefix + name).Order(StringComparer.Ordinal)];
        string written = node.Text();
        if (figures.Contains(written))
            return;
        RequireJudges(node, target, figures);
        // "accuracy" is what people write first.
        string whole = NetworkObjective.ValidationPrefix + written;
        string hint = figures.Contains(whole) ? $" Did you mean \"{whole}\"?" : Nearest.Hint(written, figures);
        throw node.Error($"there is no metric named {Shown.Quoted(written)} for this target.{hint} Known: {string.Join(", ", figures)}.");
    }

    private static void RequireMetric(StudyNode node, string[] names, TargetKind target, string[] before)
    {
        string written = node.Text();
        if (before.Contains(written))
            throw node.Error($"{written} is listed twice. List each metric once.");
        if (names.Contains(written))
            return;
        RequireJudges(node, target, names);
        string bare = Bare(written);
        string hint = names.Contains(bare) ? $" Did you mean \"{bare}\"?" : Nearest.Hint(written, names);
        throw node.Error($"there is no metric named {Shown.Quoted(written)} for this target.{hint} Known: {string.Join(", ", names)}.");
    }

    // A near name would be far from what was meant.
    private static void RequireJudges(StudyNode node, TargetKind target, string[] known)
    {
        string name = Bare(node.Text());
        if (EvaluationMetrics.Catalog.TryCreate(name, out var metric) && !metric.Judges(target))
        {
            string what = target == TargetKind.Number ? "a number" : "classes";
            throw node.Error($"{name} does not judge predictions of {what}, and the loss makes {what} of the target. Known: {string.Join(", ", known)}.");
        }
    }

    // Of as many classes as it names, every row is right.
    private static void RequireClasses(StudyNode node, NamedMetric[] known, int classes)
    {
        var named = known.SingleOrDefault(each => each.Name == Bare(node.Text()));
        if (named?.Metric is TopAccuracy { Classes: var most } && classes <= most)
            throw node.Error($"{named.Name} needs more than {most} classes; the target has {classes}. Leave it out, or use accuracy.");
    }

    private static string Bare(string figure) =>
        figure.StartsWith(NetworkObjective.ValidationPrefix, StringComparison.Ordinal) ? figure[NetworkObjective.ValidationPrefix.Length..] : figure;
}
