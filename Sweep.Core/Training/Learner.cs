using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>A network in training: its weights, their gradient, and the buffers of one batch. It belongs to one thread.</summary>
/// <remarks>All memory is taken at the start; a step allocates nothing.</remarks>
public sealed class Learner
{
    private readonly float[] _weights;
    private readonly float[] _gradient;
    private readonly float[][] _values;
    private readonly float[][] _valueGradients;
    private readonly float[] _targets;
    private readonly OptimizerState _state;
    private int _rows;

    /// <summary>Takes the memory for a network and batches of up to <paramref name="capacity"/> rows.</summary>
    public Learner(Network network, int capacity)
    {
        Network = network;
        Capacity = Check.AtLeast(1, capacity);
        _weights = new float[network.WeightCount];
        _gradient = new float[network.WeightCount];
        _values = [.. network.Widths.Select(width => new float[checked(capacity * width)])];
        _valueGradients = [.. network.Widths.Select((width, index) => index == 0 ? [] : new float[capacity * width])];
        _targets = new float[capacity * network.Outputs];
        _state = new OptimizerState(network.WeightCount);
    }

    /// <summary>The network's structure.</summary>
    public Network Network { get; }

    /// <summary>The most rows that a batch can have.</summary>
    public int Capacity { get; }

    /// <summary>The weights, layer by layer. Write them only between steps.</summary>
    public Span<float> Weights => _weights;

    /// <summary>∂loss/∂weight of the last step that moved the weights; 0 before the first one.</summary>
    public ReadOnlySpan<float> Gradient => _gradient;

    /// <summary>What the network said about the rows of the last batch. Shape [rows, outputs].</summary>
    public ReadOnlyMatrixSpan Predictions => Values(Network.Layers.Count, _rows);

    /// <summary>What it should have said. Same shape.</summary>
    public ReadOnlyMatrixSpan Targets => new(_targets.AsSpan(0, _rows * Network.Outputs), _rows, Network.Outputs);

    /// <summary>Forgets what was learned: new initial weights, no gradient, no optimizer memory.</summary>
    public void Restart(RandomStream random)
    {
        Network.Initialize(_weights, random);
        _gradient.AsSpan().Clear();
        _state.Reset();
    }

    /// <summary>Takes up a training where a checkpoint left it: its weights, its last gradient, its optimizer's memory.</summary>
    public void Restore(TrainingCheckpoint checkpoint)
    {
        checkpoint.Weights.Span.CopyTo(_weights);
        checkpoint.Gradient.Span.CopyTo(_gradient);
        _state.Restore(checkpoint.Optimizer);
    }

    /// <summary>A copy of what the optimizer remembers.</summary>
    public OptimizerSnapshot SnapshotOptimizer() => _state.Snapshot();

    /// <summary>Learns from one batch: forward, backward, update.</summary>
    /// <param name="data">Where the rows are.</param>
    /// <param name="rows">Numbers of the batch's rows, at most <see cref="Capacity"/>.</param>
    /// <param name="scaler">Standardizes features while they are gathered.</param>
    /// <param name="loss">What to make small.</param>
    /// <param name="optimizer">How to move the weights.</param>
    /// <param name="learningRate">The rate of this step.</param>
    /// <returns>The loss of the batch before the update. If it is not finite, the weights stay as they are.</returns>
    public double Step(
        Dataset data, ReadOnlySpan<int> rows, Standardizer scaler, ILoss loss, IOptimizer optimizer, double learningRate)
    {
        double value = Evaluate(data, rows, scaler, loss);
        if (!double.IsFinite(value))
            return value;

        Backward();
        _state.Advance();
        optimizer.Update(_weights, _gradient, _state, learningRate);
        return value;
    }

    /// <summary>The loss of a batch, without learning from it.</summary>
    public double Evaluate(Dataset data, ReadOnlySpan<int> rows, Standardizer scaler, ILoss loss)
    {
        _rows = rows.Length;
        var input = Values(0, _rows);
        var targets = new MatrixSpan(_targets.AsSpan(0, _rows * Network.Outputs), _rows, Network.Outputs);
        for (int i = 0; i < _rows; i++)
        {
            scaler.Apply(data.Features[rows[i]], input[i]);
            data.Targets[rows[i]].CopyTo(targets[i]);
        }

        for (int layer = 0; layer < Network.Layers.Count; layer++)
        {
            Network.Layers[layer].Forward(
                Values(layer, _rows), _weights.AsSpan()[Network.WeightsOf(layer)], Values(layer + 1, _rows));
        }
        return loss.Evaluate(Predictions, targets, Gradients(Network.Layers.Count, _rows));
    }

    private void Backward()
    {
        for (int layer = Network.Layers.Count - 1; layer >= 0; layer--)
        {
            Network.Layers[layer].Backward(new BackwardPass
            {
                Input = Values(layer, _rows),
                Output = Values(layer + 1, _rows),
                Weights = _weights.AsSpan()[Network.WeightsOf(layer)],
                OutputGradient = Gradients(layer + 1, _rows),
                WeightGradient = _gradient.AsSpan()[Network.WeightsOf(layer)],
                InputGradient = layer == 0 ? default : Gradients(layer, _rows),
            });
        }
    }

    private MatrixSpan Values(int index, int rows) =>
        new(_values[index].AsSpan(0, rows * Network.Widths[index]), rows, Network.Widths[index]);

    private MatrixSpan Gradients(int index, int rows) =>
        new(_valueGradients[index].AsSpan(0, rows * Network.Widths[index]), rows, Network.Widths[index]);
}
