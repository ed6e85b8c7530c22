using Sweep.Core.Numerics;

namespace Sweep.Strategies.Search;

/// <summary>The values that a hyperparameter can take.</summary>
public abstract record Domain
{
    /// <summary>The values that a grid walks, in order; a range without points has none.</summary>
    public abstract IReadOnlyList<Choice> Choices { get; }

    /// <summary>Whether some value brings hyperparameters of its own.</summary>
    public abstract bool Branches { get; }

    /// <summary>Draws a value.</summary>
    public abstract Choice Sample(RandomStream random);

    /// <summary>The value at a share of the way through the domain: equal shares of it for the values of a list, or for equal parts of a range.</summary>
    /// <param name="share">The share, in [0, 1).</param>
    public abstract Choice Choose(double share);
}
