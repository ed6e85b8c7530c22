namespace Sweep.Core.Numerics;

/// <summary>What random numbers are for. Streams of different purposes share nothing. The numbers are part of every result.</summary>
public enum RandomPurpose
{
    /// <summary>Which rows form a fold; one stream a repeat.</summary>
    Folds = 1,

    /// <summary>Weights before the first step; one stream for each repeat and fold.</summary>
    InitialWeights = 2,

    /// <summary>The order of the training rows; one stream for each repeat, fold and epoch.</summary>
    BatchOrder = 3,

    /// <summary>The seed that functions and commands are handed; one stream for each repeat and fold.</summary>
    Objective = 5,

    /// <summary>The configurations of a search; one stream for each trial.</summary>
    Search = 4,

    /// <summary>What layers draw while they train, dropout for example; one key for each repeat and fold.</summary>
    Layers = 6,

    /// <summary>Which training rows are held back to decide when to stop; one stream for each repeat and fold.</summary>
    HeldBackRows = 8,

    /// <summary>Which training rows of a fold form an inner fold; one stream for each repeat and fold.</summary>
    InnerFolds = 11,

    /// <summary>The seeds of further trainings on the same rows; one stream for each seed number and inner fold.</summary>
    FurtherSeeds = 12,

    /// <summary>How the points of a search's sequence are moved; one stream for each dimension.</summary>
    SearchScrambling = 13,

    /// <summary>Weights at the start of a range test; one stream for each replicate and fold.</summary>
    RangeTestWeights = 21,

    /// <summary>The order of the training rows in a range test; one stream for each replicate, fold and epoch.</summary>
    RangeTestOrder = 22,

    /// <summary>What layers draw during a range test; one key for each replicate and fold.</summary>
    RangeTestLayers = 23,

    /// <summary>The training rows by whose loss a range test judges a rate; one stream for each replicate and fold.</summary>
    RangeTestRows = 24,
}
