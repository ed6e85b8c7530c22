using BenchmarkDotNet.Attributes;
using Sweep.Strategies.Search;

namespace Sweep.Bench;

/// <summary>What it costs to propose a trial.</summary>
[MemoryDiagnoser]
public class SearchBenchmarks
{
    private readonly SearchSpace _space = SearchSample.Space();
    private ISearchStrategy _search = null!;

    public IEnumerable<string> Searches => SearchStrategies.Catalog.Names;

    [ParamsSource(nameof(Searches))]
    public string Search { get; set; } = "";

    [GlobalSetup]
    public void Create() => _search = SearchStrategies.Catalog.Create(Search);

    [Benchmark(OperationsPerInvoke = SearchSample.Trials)]
    public int Suggest()
    {
        int values = 0;
        for (int trial = 0; trial < SearchSample.Trials; trial++)
            values += _search.Suggest(_space, trial, seed: 1)!.Values.Count;
        return values;
    }
}
