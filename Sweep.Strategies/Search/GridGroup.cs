using System.Text;

namespace Sweep.Strategies.Search;

/// <summary>The trials of a grid, and of the rounds that followed it, that differ in nothing but numbers on scales.</summary>
/// <param name="axes">The hyperparameters with scales, by their places in the configurations.</param>
internal sealed class GridGroup(IReadOnlyList<(int Place, Hyperparameter Hyperparameter, NumberScale Scale)> axes)
{
    private readonly SortedSet<double>[] _tried = [.. axes.Select(_ => new SortedSet<double>())];
    private SearchResult? _best;
    private int _lastRound;

    /// <summary>How many rounds after the first have made it finer.</summary>
    public int FinerRounds { get; private set; }

    /// <summary>Puts the trials of all rounds in their groups, which come in the order of their first trials.</summary>
    public static IReadOnlyList<GridGroup> Of(SearchSpace space, IReadOnlyList<IReadOnlyList<SearchResult>> rounds, bool maximize)
    {
        var scales = new Dictionary<Domain, NumberScale?>(ReferenceEqualityComparer.Instance);
        var groups = new OrderedDictionary<string, GridGroup>(StringComparer.Ordinal);
        foreach (var (round, results) in rounds.Index())
        {
            foreach (var result in results)
            {
                var (others, axes) = Split(space, result.Configuration, scales);
                if (!groups.TryGetValue(others, out var group))
                    groups.Add(others, group = new GridGroup(axes));
                group.Add(round, result, maximize);
            }
        }
        return [.. groups.Values];
    }

    /// <summary>The best trial with each number that is the last of its scale moved one step beyond; none where that is not allowed or not possible.</summary>
    /// <param name="most">How many steps beyond each end are allowed.</param>
    public IEnumerable<Configuration> Extensions(int most)
    {
        if (_best is null)
            yield break;
        for (int axis = 0; axis < axes.Count; axis++)
        {
            var (place, hyperparameter, scale) = axes[axis];
            double at = NumberScale.Number(_best.Configuration.Values[place].Value);
            bool upwards = at == _tried[axis].Max;
            if (!upwards && at != _tried[axis].Min)
                continue;
            int beyond = _tried[axis].Count(value => upwards ? value > scale.High : value < scale.Low);
            if (beyond < most && scale.Beyond(upwards, beyond + 1) is { } next && hyperparameter.Accepts?.Invoke(next) != false)
                yield return With(_best.Configuration, place, next);
        }
    }

    /// <summary>A grid between the neighbours of the best trial's numbers, without what has been tried.</summary>
    /// <param name="points">Numbers between the neighbours on each scale.</param>
    public IEnumerable<Configuration> Finer(int points)
    {
        if (_best is null)
            return [];
        IEnumerable<Configuration> grid = [_best.Configuration];
        for (int axis = 0; axis < axes.Count; axis++)
        {
            var (place, _, scale) = axes[axis];
            var tried = _tried[axis];
            object best = _best.Configuration.Values[place].Value;
            double at = NumberScale.Number(best);
            double low = tried.GetViewBetween(double.NegativeInfinity, Math.BitDecrement(at)) is { Count: > 0 } below ? below.Max : at;
            double high = tried.GetViewBetween(Math.BitIncrement(at), double.PositiveInfinity) is { Count: > 0 } above ? above.Min : at;
            object[] numbers =
            [
                .. scale.Between(low, high, points, tried).Append(best).OrderBy(NumberScale.Number),
            ];
            grid = grid.SelectMany(configuration => numbers.Select(number => With(configuration, place, number)));
        }
        // All of it is new but the best trial itself.
        return grid.Where(configuration => axes.Any(axis => !configuration.Values[axis.Place].Value.Equals(_best.Configuration.Values[axis.Place].Value)));
    }

    // Names and values of all else as a text, and the scales.
    private static (string Others, List<(int, Hyperparameter, NumberScale)> Axes) Split(
        SearchSpace space, Configuration configuration, Dictionary<Domain, NumberScale?> scales)
    {
        var others = new StringBuilder();
        var axes = new List<(int, Hyperparameter, NumberScale)>();
        foreach (var (place, (name, value)) in configuration.Values.Index())
        {
            var hyperparameter = space.Hyperparameters[place];
            var domain = hyperparameter.Domain;
            if (!scales.TryGetValue(domain, out var scale))
                scales.Add(domain, scale = NumberScale.Of(domain));
            others.Append(name).Append('\0');
            if (scale is not null)
                axes.Add((place, hyperparameter, scale));
            else
                others.Append(value).Append('\0');
            if (domain.Branches)
                space = space.Choose(place, domain.Choices.First(choice => choice.Value.Equals(value)));
        }
        return (others.ToString(), axes);
    }

    private void Add(int round, SearchResult result, bool maximize)
    {
        if (round > _lastRound)
        {
            _lastRound = round;
            // A round stays between what was tried, or goes beyond with every trial of it.
            if (axes.Index().All(axis => Number(axis.Index) >= _tried[axis.Index].Min && Number(axis.Index) <= _tried[axis.Index].Max))
                FinerRounds++;
        }
        for (int axis = 0; axis < axes.Count; axis++)
            _tried[axis].Add(Number(axis));
        if (!double.IsNaN(result.Objective) && (_best is null || (maximize ? result.Objective > _best.Objective : result.Objective < _best.Objective)))
            _best = result;

        double Number(int axis) => NumberScale.Number(result.Configuration.Values[axes[axis].Place].Value);
    }

    private static Configuration With(Configuration configuration, int place, object value)
    {
        KeyValuePair<string, object>[] values = [.. configuration.Values];
        values[place] = new(values[place].Key, value);
        return new Configuration(values);
    }
}
