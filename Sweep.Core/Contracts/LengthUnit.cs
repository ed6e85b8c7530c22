namespace Sweep.Core.Contracts;

/// <summary>What a part of a training is measured in.</summary>
public enum LengthUnit
{
    /// <summary>Updates.</summary>
    Steps,

    /// <summary>Passes over the training rows.</summary>
    Epochs,

    /// <summary>Shares of the whole training.</summary>
    Share,
}
