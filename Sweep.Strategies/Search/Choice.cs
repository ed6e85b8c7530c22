namespace Sweep.Strategies.Search;

/// <summary>One value of a hyperparameter, with the hyperparameters that exist only where it is chosen.</summary>
/// <param name="Value">The value.</param>
/// <param name="Conditional">What is varied beside it. A name that the space has further on too is taken from here instead; one that it has further up is an error.</param>
public sealed record Choice(object Value, SearchSpace Conditional)
{
    /// <summary>A value on its own.</summary>
    public Choice(object value)
        : this(value, SearchSpace.Empty)
    {
    }
}
