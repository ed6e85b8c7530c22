using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Search;

namespace Sweep.Runner.Studies;

/// <summary>What a study leaves to range tests, and what becomes of it when they have found it.</summary>
internal static class TestedStudy
{
    // Any one will do for a plan: the test has rates of its own.
    private const double AnyRate = 1;

    private static readonly Suggestion _anything = new(1e-2, 1e-3, 1e-1) { Floor = 1e-4, Peak = 1, Updates = 1 };

    /// <summary>The numbers of the optimizers whose learning rates are to be found by a range test.</summary>
    public static IReadOnlyList<int> Needed(Study study) => [.. Optimizers(study).Index().Where(each => each.Item.IsNeeded).Select(each => each.Index)];

    /// <summary>The study with what its tests have found.</summary>
    /// <param name="study">The study.</param>
    /// <param name="found">What was found for the optimizers that need it, by their numbers: suggestions.</param>
    /// <exception cref="InputException">A bound is needed that was not found.</exception>
    public static Study With(Study study, IReadOnlyDictionary<int, RangeTestOutcome> found)
    {
        // What follows from an optimizer's test the optimizer brings along.
        var common = study.Space.Hyperparameters.Where(IsTested).ToArray();
        var optimizers = Optimizers(study).Select((each, number) => each.IsNeeded
            ? new Choice(each.Optimizer, new SearchSpace([
                .. each.Choice.Conditional.Hyperparameters.Concat(common.Where(one => each.Choice.Conditional.Hyperparameters.All(own => own.Name != one.Name)))
                    .Select(hyperparameter => Found(study, each.Optimizer, hyperparameter, (Suggestion)found[number])),
            ]))
            : each.Choice);
        return study with
        {
            Space = new SearchSpace([
                .. study.Space.Hyperparameters.Except(common)
                    .Select(hyperparameter => hyperparameter.Name == Hyperparameters.Optimizer ? hyperparameter with { Domain = new ListDomain([.. optimizers]) } : hyperparameter),
            ]),
        };
    }

    /// <summary>The study as if its tests had found something, for whoever needs to know only how many trials there are and what they do.</summary>
    public static Study Assumed(Study study) =>
        Needed(study).Count == 0 ? study : With(study, Needed(study).ToDictionary(number => number, _ => (RangeTestOutcome)_anything));

    private static Hyperparameter Found(Study study, ComponentChoice optimizer, Hyperparameter hyperparameter, Suggestion found)
    {
        try
        {
            return Found(hyperparameter, found);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{study.Name}: the range test of {optimizer.Name} does not tell all that is needed. {error.Message}", error);
        }
    }

    private static Hyperparameter Found(Hyperparameter hyperparameter, Suggestion found) => hyperparameter.Domain switch
    {
        TestedDomain tested => hyperparameter with { Domain = tested.Of(found) },
        { Branches: true } domain when IsTested(hyperparameter) => hyperparameter with
        {
            Domain = new ListDomain([.. domain.Choices.Select(choice => choice with
            {
                Conditional = new SearchSpace([.. choice.Conditional.Hyperparameters.Select(each => Found(each, found))]),
            })]),
        },
        _ => hyperparameter,
    };

    // Itself, or something that one of its values brings along; of the optimizer it is nobody else's.
    private static bool IsTested(Hyperparameter hyperparameter) => hyperparameter.Domain is TestedDomain
        || (hyperparameter.Name != Hyperparameters.Optimizer && hyperparameter.Domain.Choices.Any(choice => choice.Conditional.Hyperparameters.Any(IsTested)));

    /// <summary>Every optimizer of a study, as it is tested: with the first value of whatever is varied beside it; and whether something is to be found by its test.</summary>
    public static IReadOnlyList<(ComponentChoice Optimizer, Choice Choice, Configuration Configuration, bool IsNeeded)> Optimizers(Study study)
    {
        if (study.Objective is not NetworkObjective)
            return [];
        int place = study.Space.Hyperparameters.Select(each => each.Name).ToList().IndexOf(Hyperparameters.Optimizer);
        return
        [
            .. study.Space.Hyperparameters[place].Domain.Choices.Select(choice =>
            {
                var space = study.Space.Choose(place, choice);
                bool isNeeded = space.Hyperparameters.Any(IsTested);
                var values = new List<KeyValuePair<string, object>>();
                for (int next = 0; next < space.Hyperparameters.Count; next++)
                {
                    var (name, domain) = space.Hyperparameters[next];
                    // The schedule plays no part in the test.
                    if (name == Hyperparameters.Schedule)
                        continue;
                    var value = name == Hyperparameters.Optimizer ? choice : name == Hyperparameters.LearningRate ? new Choice(AnyRate) : FirstOf(domain);
                    values.Add(new(name, value.Value));
                    if (name != Hyperparameters.Optimizer)
                        space = space.Choose(next, value);
                }
                return ((ComponentChoice)choice.Value, choice, new Configuration(values), isNeeded);
            }),
        ];
    }

    private static Choice FirstOf(Domain domain) => domain.Choices.Count > 0 ? domain.Choices[0] : new Choice(((RangeDomain)domain).At(0.5));
}
