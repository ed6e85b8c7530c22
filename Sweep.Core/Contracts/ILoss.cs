using Sweep.Core.Numerics;

namespace Sweep.Core.Contracts;

/// <summary>How far predictions are from targets, and which way to move them.</summary>
public interface ILoss
{
    /// <summary>The kind of target that the loss is for; it decides how many outputs the network has.</summary>
    TargetKind Target { get; }

    /// <summary>The least target that the loss has a meaning for.</summary>
    double LeastTarget => double.NegativeInfinity;

    /// <summary>Whether predictions are logarithms of probabilities, which a network says that ends in log-softmax, rather than logits or numbers.</summary>
    bool TakesLogProbabilities => false;

    /// <summary>The value that nothing can be less than.</summary>
    double Least => 0;

    /// <summary>What a batch counts in a mean over batches, so that the mean over parts is the mean over all rows.</summary>
    /// <param name="targets">The targets of the batch.</param>
    double Weight(ReadOnlyMatrixSpan targets) => targets.Rows;

    /// <summary>Returns the loss, averaged over the batch, and writes its gradient.</summary>
    /// <param name="predictions">What the network said. Shape [rows, outputs].</param>
    /// <param name="targets">What it should have said. Same shape.</param>
    /// <param name="gradient">Receives ∂(returned value)/∂prediction. Same shape.</param>
    double Evaluate(ReadOnlyMatrixSpan predictions, ReadOnlyMatrixSpan targets, MatrixSpan gradient);

    /// <summary>Brings predictions of a number to the scale of the target, in place, where the loss has the network speak of another one.</summary>
    /// <remarks>Metrics judge what this makes of predictions. Logits of classes stay as they are: metrics of classes take them.</remarks>
    void ToTargetScale(Span<float> predictions)
    {
    }
}
