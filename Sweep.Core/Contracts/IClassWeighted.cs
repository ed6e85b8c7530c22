namespace Sweep.Core.Contracts;

/// <summary>A loss in which the rows of one class can count more than those of another.</summary>
public interface IClassWeighted : ILoss
{
    /// <summary>The same loss with other weights.</summary>
    /// <param name="weights">A weight for each class.</param>
    ILoss With(ClassWeights weights);
}
