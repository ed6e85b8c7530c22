using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>One step of one layer of a recurrent layer: what lies between its products, for all rows.</summary>
internal readonly ref struct RecurrentStep
{
    /// <summary>
    /// Shape [rows, gates · units]. Holds sums when the step begins, values of the gates after it, and after the backward step the
    /// gradients of the sums.
    /// </summary>
    public required MatrixSpan Gates { get; init; }

    /// <summary>What the hidden state adds to the sums, and later its gradients, where they are kept apart; otherwise the gates again.</summary>
    public required MatrixSpan RecurrentPart { get; init; }

    /// <summary>The hidden state before the step. Shape [rows, units].</summary>
    public required ReadOnlyMatrixSpan PreviousHidden { get; init; }

    /// <summary>The hidden state after it.</summary>
    public required MatrixSpan Hidden { get; init; }

    /// <summary>The cell state before the step, where there is one.</summary>
    public required ReadOnlyMatrixSpan PreviousCell { get; init; }

    /// <summary>The cell state after it.</summary>
    public required MatrixSpan Cell { get; init; }

    /// <summary>∂loss/∂(hidden state after the step), complete when the backward step begins.</summary>
    public required ReadOnlyMatrixSpan HiddenGradient { get; init; }

    /// <summary>∂loss/∂(hidden state before it): the backward step adds to it what does not go through <see cref="RecurrentPart"/>.</summary>
    public required MatrixSpan PreviousHiddenGradient { get; init; }

    /// <summary>∂loss/∂(cell state): after the step when the backward step begins, before it when it ends.</summary>
    public required MatrixSpan CellGradient { get; init; }
}
