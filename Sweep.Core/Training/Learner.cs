using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Numerics;

namespace Sweep.Core.Training;

/// <summary>A network in training: its weights, their gradient, and the buffers of one batch. It belongs to one thread.</summary>
/// <remarks>All memory is taken at the start; a step allocates nothing.</remarks>
public sealed class Learner
{
    // Rows lie in random order: while one is scaled, those so many places behind it are on their way.
    private const int RowsAhead = 8;

    private readonly AlignedMemory _weights;
    private readonly AlignedMemory _gradient;
    private readonly float[] _statistics;
    private readonly AlignedMemory[] _values;
    private readonly AlignedMemory[] _valueGradients;
    private readonly AlignedMemory[] _memories;
    private readonly float[] _targets;
    private readonly SparseBatch _sparse = new();
    private readonly OptimizerState _state;
    private readonly GradientSum _sum = new();
    private (uint, uint) _randomKey;
    private double? _gradientNorm = 0;
    private int _rows;

    /// <summary>Takes the memory for a network and batches of up to <paramref name="capacity"/> rows.</summary>
    public Learner(Network network, int capacity)
    {
        Network = network;
        Capacity = Check.AtLeast(1, capacity);
        _weights = new AlignedMemory(network.WeightCount);
        _gradient = new AlignedMemory(network.WeightCount);
        _statistics = [.. network.Statistics];
        _values = [.. network.Shapes.Select((shape, index) => new AlignedMemory(index == 0 && network.IsSparse ? 0 : checked(capacity * shape.Count)))];
        _valueGradients = [.. network.Shapes.Select((shape, index) => new AlignedMemory(index == 0 ? 0 : capacity * shape.Count))];
        _memories = [.. network.Forms.Select(form => new AlignedMemory(checked(capacity * form.MemoryPerRow + form.MemoryPerBatch)))];
        _targets = new float[capacity * network.Outputs];
        _state = new OptimizerState(network.Tensors);
    }

    /// <summary>The network's structure.</summary>
    public Network Network { get; }

    /// <summary>The most rows that a batch can have.</summary>
    public int Capacity { get; }

    /// <summary>The weights, layer by layer. Write them only between steps.</summary>
    public Span<float> Weights => _weights.Values;

    /// <summary>What layers have learned without a gradient, layer by layer. Write it only between steps.</summary>
    public Span<float> Statistics => _statistics;

    /// <summary>∂loss/∂weight of the last update, clipped if it was; 0 before the first one.</summary>
    public ReadOnlySpan<float> Gradient => _gradient.Values;

    /// <summary>
    /// The Euclidean norm of the last update's gradient before it was clipped; 0 before the first one. It is not finite where the gradient
    /// was not, and no update was made, and not a number where a point was rejected.
    /// </summary>
    public double GradientNorm => _gradientNorm ??= Elementwise.Norm(_gradient.Values);

    /// <summary>The mean loss of the batches since the last update.</summary>
    public double AccumulatedLoss => _sum.Loss;

    /// <summary>Batches that this training has looked at.</summary>
    public long Batches { get; private set; }

    /// <summary>What the network said about the rows of the last batch. Shape [rows, outputs].</summary>
    public ReadOnlyMatrixSpan Predictions => Values(Network.Layers.Count);

    /// <summary>What it should have said. Same shape.</summary>
    public ReadOnlyMatrixSpan Targets => new(_targets.AsSpan(0, _rows * Network.Outputs), _rows, Network.Outputs);

    /// <summary>Forgets what was learned: new initial weights, no gradient, no statistics, no optimizer memory.</summary>
    /// <param name="weights">What to draw initial weights from.</param>
    /// <param name="layers">What to draw the numbers from that layers use while they train.</param>
    public void Restart(RandomStream weights, RandomStream layers)
    {
        Network.Initialize(_weights.Values, weights);
        Network.Statistics.ToArray().CopyTo(_statistics, 0);
        _randomKey = (layers.NextUInt32(), layers.NextUInt32());
        _gradient.Values.Clear();
        _state.Reset();
        _sum.Reset();
        (Batches, _gradientNorm, ShipsAsTheyAre) = (0, 0, false);
    }

    /// <summary>Takes up a training where a checkpoint left it: its weights, its statistics, its optimizer's memory.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="layers">What layers draw from, as at the training's start.</param>
    public void Restore(TrainingCheckpoint checkpoint, RandomStream layers)
    {
        checkpoint.Weights.Span.CopyTo(_weights.Values);
        checkpoint.Statistics.Span.CopyTo(_statistics);
        _randomKey = (layers.NextUInt32(), layers.NextUInt32());
        _gradient.Values.Clear();
        _state.Restore(checkpoint.Optimizer);
        _sum.Reset();
        (Batches, _gradientNorm, ShipsAsTheyAre) = (checkpoint.Batches, checkpoint.GradientNorm, false);
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
    /// <param name="clipping">How to clip the gradient; null: not at all.</param>
    /// <returns>The loss of the batch before the update. If it or its gradient is not finite, the weights stay as they are.</returns>
    public double Step(
        Dataset data, ReadOnlySpan<int> rows, Standardizer scaler, ILoss loss, IOptimizer optimizer, double learningRate, Clipping? clipping = null)
    {
        double value = Accumulate(data, rows, scaler, loss);
        if (double.IsFinite(value))
            Update(optimizer, learningRate, clipping);
        return value;
    }

    /// <summary>Looks at one of the batches that the next update learns from: forward, backward.</summary>
    /// <returns>The loss of the batch. If it is not finite, all batches since the last update are forgotten.</returns>
    /// <inheritdoc cref="Step"/>
    public double Accumulate(Dataset data, ReadOnlySpan<int> rows, Standardizer scaler, ILoss loss)
    {
        double value = Forward(_weights.Values, data, rows, scaler, loss, training: true);
        if (double.IsFinite(value))
        {
            _sum.MakeWay(_gradient.Values);
            Backward();
            _sum.Count(value, loss.Weight(Targets));
        }
        else
        {
            _sum.Clear();
        }
        Batches++;
        return value;
    }

    /// <summary>Moves the weights against the mean gradient, over all their rows, of the batches since the last update.</summary>
    /// <param name="optimizer">How to move the weights.</param>
    /// <param name="learningRate">The rate of this step.</param>
    /// <param name="clipping">How to clip the gradient; null: not at all.</param>
    /// <param name="momentum">The momentum of this step; null: the optimizer's own.</param>
    /// <returns>Whether the gradient was finite. If not, the weights stay as they are.</returns>
    /// <inheritdoc cref="Step"/>
    public bool Update(IOptimizer optimizer, double learningRate, Clipping? clipping = null, double? momentum = null)
    {
        double loss = AccumulatedLoss;
        _sum.TakeMean(_gradient.Values);
        _gradientNorm = null;
        if (!Elementwise.IsFinite(_gradient.Values))
            return false;

        // Where the gradient does not stay as it is until somebody asks.
        if (clipping is not null || _sum.IsInUse)
            _gradientNorm = Elementwise.Norm(_gradient.Values);
        clipping?.Apply(_gradient.Values, GradientNorm);
        _state.Advance(loss);
        _state.Momentum = momentum;
        optimizer.Update(_weights.Values, _gradient.Values, _state, learningRate);
        return true;
    }

    /// <summary>Has an optimizer that only tries points leave one whose loss or gradient is not finite: it is told of a loss of ∞, without a gradient.</summary>
    /// <inheritdoc cref="Step"/>
    public void Reject(IOptimizer optimizer, double learningRate)
    {
        _gradient.Values.Clear();
        _gradientNorm = double.NaN;
        _state.Advance(double.PositiveInfinity);
        optimizer.Update(_weights.Values, _gradient.Values, _state, learningRate);
    }

    /// <summary>The weights to judge by and to keep; those in training, unless the optimizer says otherwise.</summary>
    public ReadOnlySpan<float> ShippedWeights(IOptimizer optimizer) => ShipsAsTheyAre ? _weights.Values : optimizer.Shipped(_weights.Values, _state);

    /// <summary>Whether the weights are to be judged as they are, whatever the optimizer says: an average or the best ones have taken their place.</summary>
    internal bool ShipsAsTheyAre { get; set; }

    /// <summary>The loss of a batch, without learning from it.</summary>
    /// <remarks>Where targets are scaled, so is the loss; predictions and targets are brought back to the target's own units. So are predictions of which the loss takes the logarithm.</remarks>
    public double Evaluate(Dataset data, ReadOnlySpan<int> rows, Standardizer scaler, ILoss loss) =>
        Evaluate(_weights.Values, data, rows, scaler, loss);

    /// <summary>The loss of a batch with other weights than those in training, which stay as they are.</summary>
    /// <inheritdoc cref="Evaluate(Dataset, ReadOnlySpan{int}, Standardizer, ILoss)" path="/remarks"/>
    public double Evaluate(ReadOnlySpan<float> weights, Dataset data, ReadOnlySpan<int> rows, Standardizer scaler, ILoss loss)
    {
        double value = Forward(weights, data, rows, scaler, loss, training: false);
        loss.ToTargetScale(Values(Network.Layers.Count).Values);
        scaler.UndoOnTarget(Values(Network.Layers.Count).Values);
        scaler.UndoOnTarget(_targets.AsSpan(0, _rows * Network.Outputs));
        return value;
    }

    private double Forward(
        ReadOnlySpan<float> weights, Dataset data, ReadOnlySpan<int> rows, Standardizer scaler, ILoss loss, bool training)
    {
        _rows = rows.Length;
        var targets = new MatrixSpan(_targets.AsSpan(0, _rows * Network.Outputs), _rows, Network.Outputs);
        Gather(data, rows, scaler, targets);

        for (int layer = 0; layer < Network.Layers.Count; layer++)
        {
            Network.Layers[layer].Forward(new ForwardPass
            {
                InputShape = Network.Shapes[layer],
                Input = Input(layer),
                SparseInput = SparseInput(layer),
                Weights = weights[Network.WeightsOf(layer)],
                Statistics = _statistics.AsSpan()[Network.StatisticsOf(layer)],
                Memory = Memory(layer),
                Training = training,
                Random = Random(layer),
                Output = Values(layer + 1),
            });
        }
        return loss.Evaluate(Predictions, targets, Gradients(Network.Layers.Count));
    }

    private void Gather(Dataset data, ReadOnlySpan<int> rows, Standardizer scaler, MatrixSpan targets)
    {
        var known = data.Targets;
        for (int i = 0; i < rows.Length; i++)
            scaler.ApplyToTarget(known[rows[i]], targets[i]);
        if (Network.IsSparse)
        {
            _sparse.Gather(data.SparseFeatures, rows, scaler);
            return;
        }

        var features = data.Features;
        var input = Values(0);
        foreach (int row in rows[..Math.Min(RowsAhead, rows.Length)])
            Cache.Prefetch(features[row]);
        for (int i = 0; i < rows.Length; i++)
        {
            if (i + RowsAhead < rows.Length)
                Cache.Prefetch(features[rows[i + RowsAhead]]);
            scaler.Apply(features[rows[i]], input[i]);
        }
    }

    private void Backward()
    {
        for (int layer = Network.Layers.Count - 1; layer >= 0; layer--)
        {
            Network.Layers[layer].Backward(new BackwardPass
            {
                InputShape = Network.Shapes[layer],
                Input = Input(layer),
                SparseInput = SparseInput(layer),
                Output = Values(layer + 1),
                Weights = _weights.Values[Network.WeightsOf(layer)],
                Memory = Memory(layer),
                Random = Random(layer),
                OutputGradient = Gradients(layer + 1),
                WeightGradient = _gradient.Values[Network.WeightsOf(layer)],
                InputGradient = layer == 0 ? default : Gradients(layer),
            });
        }
    }

    private ReadOnlyMatrixSpan Input(int layer) => layer == 0 && Network.IsSparse ? default : Values(layer);

    private SparseRows SparseInput(int layer) => layer == 0 && Network.IsSparse ? _sparse.Rows(Network.Input.Count) : default;

    private StepRandom Random(int layer) => new(_randomKey, Batches, layer);

    private Span<float> Memory(int layer)
    {
        var form = Network.Forms[layer];
        return _memories[layer].Values[..(_rows * form.MemoryPerRow + form.MemoryPerBatch)];
    }

    private MatrixSpan Values(int index) => Matrix(_values[index], index);

    private MatrixSpan Gradients(int index) => Matrix(_valueGradients[index], index);

    private MatrixSpan Matrix(AlignedMemory memory, int index)
    {
        int columns = Network.Shapes[index].Count;
        return new MatrixSpan(memory.Values[..(_rows * columns)], _rows, columns);
    }
}
