using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Optimizers;

/// <summary>A quasi-Newton method: the last moves and what they did to the gradient tell how the loss is curved. For all rows at once.</summary>
/// <remarks>
/// <code>
/// d = −H·g                        H from the last pairs s (a move) and y (the change of the gradient), starting at (sᵀy/yᵀy)·I
/// w = w + t·d                     t from a <see cref="LineSearch"/>
/// </code>
/// Source: Liu and Nocedal 1989, "On the limited memory BFGS method for large scale optimization", with the recursion of Nocedal 1980, "Updating quasi-Newton matrices with
/// limited storage". A pair with sᵀy ≤ 2.2e-16·yᵀy is not kept, after Byrd, Lu, Nocedal and Zhu 1995, "A limited memory algorithm for bound constrained optimization".
/// The first trial step is the learning rate, at the very first direction times min(1, 1/‖g‖₁), as in PyTorch's LBFGS; 1 is right nearly always.
/// <para>
/// A step of training is one evaluation of the gradient, not a whole line search: it is told of the loss at the weights, and moves them to the next point
/// to try. A point whose loss is not finite is a high one. What is judged and kept is the point that the last finished search found. Where no slope is
/// steeper than the tolerance, or rounding hides every lower point, the weights rest. Weight decay, in either form, is part of the loss. A loss with
/// chance in it (dropout) is not what the line search takes it for.
/// </para>
/// </remarks>
public sealed record Lbfgs : Optimizer, IOptimizer
{
    private const double NotBegun = 0;
    private const double Searching = 1;
    private const double Resting = 2;
    private const double LeastCurvature = 2.2e-16;

    /// <summary>Pairs that are remembered. From 1 to 1000.</summary>
    public int History { get; init => field = Check.Between(1, 1000, value); } = 10;

    /// <summary>The slope of a weight that counts as none. At least 0.</summary>
    public double GradientTolerance { get; init => field = Check.NotNegative(value); } = 1e-7;

    bool IOptimizer.NeedsAllRows => true;

    bool IOptimizer.TriesPoints => true;

    ReadOnlySpan<float> IOptimizer.Shipped(ReadOnlySpan<float> weights, OptimizerState state) =>
        state.Number("phase").Value == NotBegun ? weights : state.Memory("start").Values;

    /// <inheritdoc/>
    public override void Update(Span<float> weights, ReadOnlySpan<float> gradient, OptimizerState state, double learningRate)
    {
        if (double.IsNaN(state.Loss))
            throw new InvalidOperationException("A line search needs the loss of each gradient; got none. Hand it to OptimizerState.Advance.");
        var phase = state.Number("phase");
        if (learningRate == 0 || phase.Value == Resting)
            return;

        var slopes = state.Scratch("slopes", weights.Length);
        gradient.CopyTo(slopes);
        double loss = state.Loss + Penalize(weights, slopes, state);
        if (phase.Value == NotBegun)
        {
            phase.Value = Searching;
            weights.CopyTo(state.Memory("start").Values);
            slopes.CopyTo(state.Memory("start_gradient").Values);
            Begin(weights, loss, state, learningRate);
        }
        else
        {
            GoOn(weights, slopes, loss, state, learningRate);
        }
    }

    private void GoOn(Span<float> weights, ReadOnlySpan<float> slopes, double loss, OptimizerState state, double learningRate)
    {
        var last = LineSearch.Load(state);
        var search = last.After(loss, Elementwise.Dot(slopes, state.Memory("direction").Values));
        if (search.Low.Step == last.Trial)
            slopes.CopyTo(state.Memory("low_gradient").Values);
        if (!search.Ended)
        {
            GoTo(search.Trial, weights, state);
            search.Save(state);
            return;
        }

        GoTo(search.Low.Step, weights, state);
        if (!Accept(weights, state))
        {
            // What is remembered of the curvature led nowhere. Without it, there is nowhere to go.
            var pairs = state.Number("pairs");
            if (pairs.Value == 0)
                state.Number("phase").Value = Resting;
            pairs.Value = 0;
        }
        if (state.Number("phase").Value != Resting)
            Begin(weights, search.Low.Loss, state, learningRate);
    }

    // Chooses a direction from the point where the weights are, and the first point to try along it.
    private void Begin(Span<float> weights, double loss, OptimizerState state, double learningRate)
    {
        Span<float> gradient = state.Memory("start_gradient").Values, direction = state.Memory("direction").Values;
        var pairs = state.Number("pairs");
        double slope = Aim(direction, gradient, state);
        if (!(slope < 0 && double.IsFinite(slope)) && pairs.Value > 0)
        {
            pairs.Value = 0;
            slope = Aim(direction, gradient, state);
        }
        var (largest, sum) = Sizes(gradient);
        if (!(slope < 0 && largest > GradientTolerance))
        {
            state.Number("phase").Value = Resting;
            return;
        }
        var search = LineSearch.From(loss, slope, pairs.Value == 0 ? Math.Min(1, 1 / sum) * learningRate : learningRate);
        GoTo(search.Trial, weights, state);
        search.Save(state);
    }

    private static void GoTo(double step, Span<float> weights, OptimizerState state)
    {
        state.Memory("start").Values.CopyTo(weights);
        Elementwise.MultiplyAdd((float)step, state.Memory("direction").Values, weights);
    }

    // Starts from where the weights are, and remembers how the gradient changed on the way; false where nothing moved.
    private bool Accept(ReadOnlySpan<float> weights, OptimizerState state)
    {
        var (start, gradient) = (state.Memory("start"), state.Memory("start_gradient"));
        var now = state.Memory("low_gradient").Values;
        var pairs = state.Number("pairs");
        Span<float> move = state.Scratch("move", weights.Length), change = state.Scratch("change", weights.Length);
        weights.CopyTo(move);
        Elementwise.MultiplyAdd(-1, start.Values, move);
        if (Elementwise.Norm(move) == 0)
            return false;

        now.CopyTo(change);
        Elementwise.MultiplyAdd(-1, gradient.Values, change);
        if (Elementwise.Dot(move, change) > LeastCurvature * Elementwise.Dot(change, change))
        {
            long pair = (long)pairs.Value++;
            move.CopyTo(Move(pair, state));
            change.CopyTo(Change(pair, state));
        }
        weights.CopyTo(start.Values);
        now.CopyTo(gradient.Values);
        return true;
    }

    // Two loops over the pairs: the newest first, then the oldest. Returns the slope along the direction.
    private double Aim(Span<float> direction, ReadOnlySpan<float> gradient, OptimizerState state)
    {
        gradient.CopyTo(direction);
        Elementwise.Multiply(-1, direction);
        long pairs = (long)state.Number("pairs").Value, oldest = Math.Max(0, pairs - History);
        Span<double> shares = stackalloc double[History];
        for (long i = pairs - 1; i >= oldest; i--)
        {
            Span<float> move = Move(i, state), change = Change(i, state);
            double share = Elementwise.Dot(move, direction) / Elementwise.Dot(move, change);
            shares[(int)(i - oldest)] = share;
            Elementwise.MultiplyAdd((float)-share, change, direction);
        }
        if (pairs > 0)
        {
            Span<float> move = Move(pairs - 1, state), change = Change(pairs - 1, state);
            Elementwise.Multiply((float)(Elementwise.Dot(move, change) / Elementwise.Dot(change, change)), direction);
        }
        for (long i = oldest; i < pairs; i++)
        {
            Span<float> move = Move(i, state), change = Change(i, state);
            double share = shares[(int)(i - oldest)] - Elementwise.Dot(change, direction) / Elementwise.Dot(move, change);
            Elementwise.MultiplyAdd((float)share, move, direction);
        }
        return Elementwise.Dot(gradient, direction);
    }

    private Span<float> Move(long pair, OptimizerState state) => Slot(state.Memory("moves", length: checked(History * state.WeightCount)), pair, state);

    private Span<float> Change(long pair, OptimizerState state) => Slot(state.Memory("changes", length: checked(History * state.WeightCount)), pair, state);

    private Span<float> Slot(OptimizerMemory pairs, long pair, OptimizerState state) =>
        pairs.Values.Slice((int)(pair % History) * state.WeightCount, state.WeightCount);

    private double Penalize(ReadOnlySpan<float> weights, Span<float> slopes, OptimizerState state)
    {
        double penalty = 0;
        for (int i = 0; i < state.Tensors.Count; i++)
        {
            var tensor = state.Tensors[i];
            double strength = StrengthFor(tensor);
            if (strength == 0)
                continue;
            var w = weights[tensor.Range];
            penalty += strength / 2 * Elementwise.Dot(w, w);
            Elementwise.MultiplyAdd((float)strength, w, slopes[tensor.Range]);
        }
        return penalty;
    }

    private static (double Largest, double Sum) Sizes(ReadOnlySpan<float> gradient)
    {
        double largest = 0, sum = 0;
        foreach (float slope in gradient)
        {
            largest = Math.Max(largest, Math.Abs(slope));
            sum += Math.Abs(slope);
        }
        return (largest, sum);
    }
}
