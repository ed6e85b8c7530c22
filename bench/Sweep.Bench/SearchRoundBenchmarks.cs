using BenchmarkDotNet.Attributes;
using Sweep.Strategies.Search;

namespace Sweep.Bench;

/// <summary>What it costs to work out the next round from 1,000 trials, for each of them.</summary>
[MemoryDiagnoser]
public class SearchRoundBenchmarks
{
    private readonly SearchSpace _space = SearchSample.Space();
    private IReadOnlyList<SearchResult>[] _rounds = [];

    [GlobalSetup]
    public void Try() => _rounds =
    [
        [
            .. Enumerable.Range(0, SearchSample.Trials).Select(trial => new GridSearch().Suggest(_space, trial, seed: 1)!)
                .Select(tried => new SearchResult(tried, (double)tried["learning_rate"]!)),
        ],
    ];

    [Benchmark(OperationsPerInvoke = SearchSample.Trials)]
    public int Extend() => new GridSearch { Extend = 2 }.Next(_space, _rounds, maximize: false).Count;

    [Benchmark(OperationsPerInvoke = SearchSample.Trials)]
    public int Refine() => new RefineSearch().Next(_space, _rounds, maximize: false).Count;
}
