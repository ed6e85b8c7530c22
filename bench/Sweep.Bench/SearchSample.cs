using Sweep.Strategies.Search;

namespace Sweep.Bench;

/// <summary>A space of a network's size: 21 optimizers, half of which have settings of their own, with rates, decays and batches.</summary>
internal static class SearchSample
{
    public const int Trials = 1000;

    public static SearchSpace Space()
    {
        var beta = new RangeDomain(0.9, 0.999, logarithmic: false, points: 4);
        return new SearchSpace(
        [
            new("optimizer", new ListDomain(
            [
                .. Enumerable.Range(0, 21).Select(optimizer => optimizer % 2 == 0
                    ? new Choice($"optimizer {optimizer}")
                    : new Choice($"optimizer {optimizer}", new SearchSpace([new("beta1", beta), new("beta2", beta)]))),
            ])),
            new("learning_rate", new RangeDomain(1e-4, 1, logarithmic: true, points: 9)),
            new("weight_decay", new RangeDomain(1e-6, 1e-1, logarithmic: true, points: 6)),
            new("batch_size", new ListDomain(new Choice("16"), new Choice("64"), new Choice("all"))),
        ]);
    }
}
