using System.Runtime.ExceptionServices;
using Sweep.Core.Contracts;
using Sweep.Runner.Objectives;
using Sweep.Runner.Studies;
using Sweep.Strategies.RangeTest;

namespace Sweep.Runner.RangeTests;

/// <summary>Does the range tests of a study: one for each of its optimizers, all on the training rows of the first fold, from the same weights, with the same batches.</summary>
public static class StudyRangeTest
{
    /// <summary>Tests optimizers of a study.</summary>
    /// <param name="study">A study that trains a network of ours.</param>
    /// <param name="numbers">The optimizers' places in the study, from 0.</param>
    /// <param name="workers">How many replicates run side by side. Results do not depend on it.</param>
    /// <param name="ended">Is told of each optimizer whose test has ended, one at a time.</param>
    /// <param name="cancellation">Ends the tests.</param>
    /// <exception cref="InputException">The study trains something else.</exception>
    public static IReadOnlyList<OptimizerRangeTest> Run(
        Study study, IReadOnlyList<int> numbers, int workers, Action<OptimizerRangeTest> ended, CancellationToken cancellation)
    {
        if (study.Objective is not NetworkObjective network)
            throw new InputException($"{study.Name}: a range test trains a network of ours, and this study runs something else. Give its learning rates as a range: {{ distribution: log_uniform_values, min: 1e-4, max: 1 }}.");

        var (options, rule) = (study.RangeTest.Options, study.RangeTest.Rule);
        var optimizers = TestedStudy.Optimizers(study);
        var replicates = numbers.Select(_ => new RangeTestReplicate?[options.Replicates]).ToArray();
        var tests = new OptimizerRangeTest[numbers.Count];
        var whole = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation };
        try
        {
            // An optimizer's replicates follow one another, so that the first is told of soon.
            Parallel.For(0, numbers.Count * options.Replicates, parallel, () => new RangeTester(), (job, _, tester) =>
            {
                var (place, replicate) = Math.DivRem(job, options.Replicates);
                int number = numbers[place];
                var plan = network.PlanOf(optimizers[number].Configuration, study.Folds[0], study.Seed);
                var result = tester.Run(options, plan, replicate, cancellation);
                lock (whole)
                {
                    replicates[place][replicate] = result;
                    if (replicates[place].Contains(null))
                        return tester;
                    var curve = RangeTestCurve.Of(replicates[place]!);
                    ended(tests[place] = new OptimizerRangeTest(number, optimizers[number].Optimizer, curve, rule.Suggest(curve)));
                }
                return tester;
            }, _ => { });
        }
        // What one of them threw is what there is to say.
        catch (AggregateException error) when (error.InnerExceptions[0] is var first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
        return tests;
    }
}
