namespace Sweep.Core.Contracts;

/// <summary>What a tensor of weights does in its layer: initializers and optimizers treat them differently.</summary>
public enum WeightRole
{
    /// <summary>Weighs what comes in.</summary>
    Kernel,

    /// <summary>Weighs what the layer itself said a step before.</summary>
    RecurrentKernel,

    /// <summary>Is added.</summary>
    Bias,

    /// <summary>Multiplies what was normalized; 1 leaves it as it is.</summary>
    Gain,

    /// <summary>Is added to what was normalized; 0 leaves it as it is.</summary>
    Shift,

    /// <summary>A vector for each of many things.</summary>
    Embedding,
}
