namespace Sweep.Core.Contracts;

/// <summary>Weights of a layer that belong together: a matrix, row by row, or a vector as a matrix of one row.</summary>
/// <param name="Name">What the layer calls it.</param>
/// <param name="Role">What it does.</param>
/// <param name="Rows">Its rows: what comes in. A vector has 1.</param>
/// <param name="Columns">Its columns: what goes out.</param>
public sealed record WeightTensor(string Name, WeightRole Role, int Rows, int Columns)
{
    /// <summary>Number of weights.</summary>
    public int Count => checked(Rows * Columns);

    /// <summary>Whether it weighs something, rather than being added or scaling what was normalized.</summary>
    public bool Multiplies => Role is WeightRole.Kernel or WeightRole.RecurrentKernel or WeightRole.Embedding;

    /// <summary>How many values each output of the layer is summed from: the scale of initial weights.</summary>
    public int FanIn { get; init => field = Check.AtLeast(1, value); } = Rows;

    /// <summary>How many outputs each input of the layer goes into.</summary>
    public int FanOut { get; init => field = Check.AtLeast(1, value); } = Columns;

    /// <summary>The row that starts at 0 whatever the initializer says, if there is one.</summary>
    public int? ZeroRow { get; init; }

    /// <summary>Hidden units of the recurrent layer that the tensor belongs to; 0 in any other layer.</summary>
    public int HiddenUnits { get; init => field = Check.AtLeast(0, value); }

    /// <summary>Where in the tensor a forget gate has its biases, if it has them here: a gate that is open at first lets gradients through.</summary>
    public Range? ForgetGate { get; init; }

    /// <summary>Where the tensor begins in the buffer of its network.</summary>
    public int Offset { get; init; }

    /// <summary>The tensor's part of a buffer with a value for each weight of the network.</summary>
    public Range Range => Offset..(Offset + Count);
}
