using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>A rule for the weights that training starts from.</summary>
public interface IInitializer
{
    /// <summary>Fills one tensor.</summary>
    /// <param name="weights">Receives the weights, as many as the tensor has.</param>
    /// <param name="tensor">What they do in their layer.</param>
    /// <param name="random">What to draw from.</param>
    void Fill(Span<float> weights, WeightTensor tensor, RandomStream random);
}
