using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;
using Sweep.Strategies.Search;

namespace Sweep.Runner.RangeTests;

/// <summary>Does the range tests of a study: one for each of its optimizers, all on the same rows, from the same weights, with the same batches.</summary>
public static class StudyRangeTest
{
    // Any one will do for a plan: the test has rates of its own.
    private const double AnyRate = 1;

    /// <summary>The numbers of the optimizers whose learning rates are to be found by a range test.</summary>
    public static IReadOnlyList<int> Needed(Study study) => [.. Tested(study).Index().Where(each => each.Item.Rates is not null).Select(each => each.Index)];

    /// <summary>Tests all optimizers of a study.</summary>
    /// <param name="study">A study that trains a network of ours.</param>
    /// <param name="workers">How many replicates run side by side. Results do not depend on it.</param>
    /// <param name="ended">Is told of each optimizer whose test has ended, one at a time.</param>
    /// <param name="cancellation">Ends the tests.</param>
    /// <exception cref="InputException">The study trains something else.</exception>
    public static IReadOnlyList<OptimizerRangeTest> Run(Study study, int workers, Action<OptimizerRangeTest> ended, CancellationToken cancellation)
    {
        if (study.Objective is not NetworkObjective network)
            throw new InputException($"{study.Name}: a range test trains a network of ours, and this study runs something else. Give its learning rates as a range: {{ distribution: log_uniform_values, min: 1e-4, max: 1 }}.");

        var (options, rule) = (study.RangeTest.Options, study.RangeTest.Rule);
        var optimizers = Tested(study);
        var replicates = optimizers.Select(_ => new RangeTestReplicate?[options.Replicates]).ToArray();
        var tests = new OptimizerRangeTest[optimizers.Count];
        var whole = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation };
        // An optimizer's replicates follow one another, so that the first is told of soon.
        Parallel.For(0, optimizers.Count * options.Replicates, parallel, () => new RangeTester(), (job, _, tester) =>
        {
            var (number, replicate) = Math.DivRem(job, options.Replicates);
            var plan = network.PlanOf(optimizers[number].Configuration, study.Folds[replicate % study.Folds.Count], study.Seed);
            var result = tester.Run(options, plan, replicate, cancellation);
            lock (whole)
            {
                replicates[number][replicate] = result;
                if (replicates[number].Contains(null))
                    return tester;
                var curve = RangeTestCurve.Of(replicates[number]!);
                ended(tests[number] = new OptimizerRangeTest(number, optimizers[number].Optimizer, curve, rule.Suggest(curve)));
            }
            return tester;
        }, _ => { });
        return tests;
    }

    /// <summary>The study with the learning rates that its tests have found.</summary>
    /// <param name="study">The study.</param>
    /// <param name="found">What was found for each of its optimizers; null where nothing was.</param>
    /// <exception cref="InputException">A bound is needed that was not found.</exception>
    public static Study With(Study study, IReadOnlyList<Suggestion?> found)
    {
        var optimizers = Tested(study).Select((each, number) => each.Rates is { } rates
            ? new Choice(each.Optimizer, With(each.Choice.Conditional, Found(study, each.Optimizer, rates, found[number]!)))
            : each.Choice);
        return study with
        {
            Space = new SearchSpace([
                .. study.Space.Hyperparameters
                    .Where(hyperparameter => hyperparameter.Domain is not TestedRates)
                    .Select(hyperparameter => hyperparameter.Name == Hyperparameters.Optimizer ? hyperparameter with { Domain = new ListDomain([.. optimizers]) } : hyperparameter),
            ]),
        };
    }

    private static Domain Found(Study study, OptimizerChoice optimizer, TestedRates rates, Suggestion found)
    {
        try
        {
            return rates.Of(found);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{study.Name}: the range test of {optimizer.Name} does not tell all that is needed. {error.Message}", error);
        }
    }

    private static SearchSpace With(SearchSpace brought, Domain rates)
    {
        var found = new Hyperparameter(Hyperparameters.LearningRate, rates);
        var others = brought.Hyperparameters.Where(each => each.Name != Hyperparameters.LearningRate).ToArray();
        return brought.Hyperparameters.Count > others.Length
            ? new([.. brought.Hyperparameters.Select(each => each.Name == Hyperparameters.LearningRate ? found : each)])
            : new([.. others, found]);
    }

    // Every optimizer, as it is tested: with the first value of whatever is varied beside it.
    private static IReadOnlyList<(OptimizerChoice Optimizer, Choice Choice, Configuration Configuration, TestedRates? Rates)> Tested(Study study)
    {
        if (study.Objective is not NetworkObjective)
            return [];
        int place = study.Space.Hyperparameters.Select(each => each.Name).ToList().IndexOf(Hyperparameters.Optimizer);
        return
        [
            .. study.Space.Hyperparameters[place].Domain.Choices.Select(choice =>
            {
                var space = study.Space.Choose(place, choice);
                var values = new List<KeyValuePair<string, object>>();
                for (int next = 0; next < space.Hyperparameters.Count; next++)
                {
                    var (name, domain) = space.Hyperparameters[next];
                    var value = name == Hyperparameters.Optimizer ? choice : name == Hyperparameters.LearningRate ? new Choice(AnyRate) : FirstOf(domain);
                    values.Add(new(name, value.Value));
                    if (name != Hyperparameters.Optimizer)
                        space = space.Choose(next, value);
                }
                return (
                    (OptimizerChoice)choice.Value,
                    choice,
                    new Configuration(values),
                    space.Hyperparameters.FirstOrDefault(each => each.Name == Hyperparameters.LearningRate)?.Domain as TestedRates);
            }),
        ];
    }

    private static Choice FirstOf(Domain domain) => domain.Choices.Count > 0 ? domain.Choices[0] : new Choice(((RangeDomain)domain).At(0.5));
}
