namespace Sweep.Strategies.Search;

/// <summary>A place on the way through a grid: a hyperparameter to choose, and what is left to choose after each of its values.</summary>
internal sealed class GridNode
{
    private readonly SearchSpace _space;
    private readonly int _position;

    // One for each value where values bring hyperparameters of their own, and otherwise one for all of them.
    private readonly GridNode[] _after;

    /// <summary>Counts what is left of a space from a position on.</summary>
    public GridNode(SearchSpace space, int position = 0)
    {
        (_space, _position) = (space, position);
        if (IsEnd)
        {
            (_after, Count) = ([], 1);
        }
        else if (Hyperparameter.Domain is { Branches: true } domain)
        {
            GridNode? plain = null;
            _after = [.. domain.Choices.Select(choice => choice.Conditional.Hyperparameters.Count > 0
                ? new GridNode(space.Choose(position, choice), position + 1)
                : plain ??= new GridNode(space, position + 1))];
            Count = _after.Aggregate(0L, (count, after) => checked(count + after.Count));
        }
        else
        {
            _after = [new GridNode(space, position + 1)];
            Count = checked(Hyperparameter.Domain.Choices.Count * _after[0].Count);
        }
    }

    /// <summary>How many configurations are left.</summary>
    public long Count { get; }

    /// <summary>Whether nothing is left to choose.</summary>
    public bool IsEnd => _position == _space.Hyperparameters.Count;

    /// <summary>What is chosen here.</summary>
    public Hyperparameter Hyperparameter => _space.Hyperparameters[_position];

    /// <summary>The value that a configuration has here, by its number below <see cref="Count"/>.</summary>
    /// <param name="number">The number; becomes the one that the configuration has among those that share the value.</param>
    /// <param name="after">Where to go on.</param>
    public Choice Choose(ref long number, out GridNode after)
    {
        var domain = Hyperparameter.Domain;
        int chosen = 0;
        if (domain.Branches)
        {
            for (; number >= _after[chosen].Count; chosen++)
                number -= _after[chosen].Count;
            after = _after[chosen];
        }
        else
        {
            after = _after[0];
            (long quotient, number) = Math.DivRem(number, after.Count);
            chosen = (int)quotient;
        }
        return domain.Choices[chosen];
    }
}
