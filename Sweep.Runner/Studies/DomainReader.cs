using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>Reads the values that a hyperparameter can take: one, a list, or a range.</summary>
internal static class DomainReader
{
    private const string Logarithmic = "log_uniform_values";
    private const string Uniform = "uniform";

    /// <summary>Reads the values.</summary>
    /// <param name="node">Where they stand.</param>
    /// <param name="read">Reads one of them.</param>
    /// <param name="canBeRange">Whether all numbers between two bounds would do.</param>
    /// <param name="grid">Whether the values are walked one by one, so that a range must say how many.</param>
    public static Domain Read(StudyNode node, Func<StudyNode, Choice> read, bool canBeRange, bool grid)
    {
        if (node.IsScalar)
            return new ListDomain(read(node));
        if (node.IsList)
            return ReadList(node, read);

        if (node.HasKey("values"))
            return ReadList(node.Section("values").Get("values"), read);
        if (node.HasKey("value"))
            return new ListDomain(read(node.Section("value").Get("value")));
        if (!canBeRange)
        {
            node.Section("value", "values");
            throw node.Error("the values to try are missing, and this can be no range: give values: […], or value: ….");
        }

        var section = node.Section("value", "values", "distribution", "min", "max", "points", "step");
        string distribution = section.Find("distribution")?.Text() ?? Uniform;
        var (min, max, points, step) = (section.Get("min"), section.Get("max"), section.Find("points"), section.Find("step"));
        if (distribution is not (Logarithmic or Uniform))
        {
            throw section.Get("distribution").Error(
                $"there is no distribution named {Shown.Quoted(distribution)}.{Nearest.Hint(distribution, [Logarithmic, Uniform])} Known: {Logarithmic}, {Uniform}.");
        }
        if (points is not null && step is not null)
            throw step.Error("a range is walked by points or by steps, not by both. Leave one of the two keys out.");
        if (points is null && step is null && grid)
        {
            throw node.Error(
                "a grid must know which values to take from a range, and there is neither \"points\" nor \"step\". " +
                "Add one, for example points: 9, or list the values.");
        }
        if (step is not null)
            return step.Checked(() => RangeDomain.InSteps(min.Number(), max.Number(), distribution == Logarithmic, step.Number()));
        return node.Checked(() => new RangeDomain(min.Number(), max.Number(), distribution == Logarithmic, points?.Integer()));
    }

    private static ListDomain ReadList(StudyNode node, Func<StudyNode, Choice> read)
    {
        var choices = new List<Choice>();
        var values = new HashSet<object>();
        foreach (var each in node.List())
        {
            var choice = read(each);
            // 1 and 1.0 are the same number.
            if (choice.Value is not ComponentChoice && !values.Add(choice.Value is int whole ? (double)whole : choice.Value))
                throw each.Error($"the value {each.Text()} is listed twice. List each value once.");
            choices.Add(choice);
        }
        return new ListDomain(choices);
    }
}
