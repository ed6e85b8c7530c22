using Sweep.Core.Contracts;

namespace Sweep.Core.Optimizers;

/// <summary>A search along a line for a point that is low and flat enough, told of one evaluation at a time.</summary>
/// <remarks>
/// <code>
/// f(t) ≤ f(0) + 1e-4·t·f'(0)   and   |f'(t)| ≤ 0.9·|f'(0)|                 the strong Wolfe conditions
/// </code>
/// Source: Nocedal and Wright 2006, "Numerical optimization", algorithms 3.5 and 3.6, with the cubic interpolation of eq. 3.59 and the safeguards of PyTorch's
/// strong_wolfe. Where the fall that the slope promises is less than a millionth of the loss, which single precision
/// cannot tell, a rise by as much passes and the slope decides, after Hager and Zhang 2005, "A new conjugate gradient method with guaranteed descent and an efficient line search".
/// </remarks>
/// <param name="Start">The point at step 0.</param>
/// <param name="Low">The lowest point so far that fell enough; the start before there is one.</param>
/// <param name="High">The other end of the bracket, once there is one.</param>
/// <param name="Trial">The step to evaluate next.</param>
/// <param name="Bracketed">Whether a good point is known to lie between <paramref name="Low"/> and <paramref name="High"/>.</param>
/// <param name="Slow">Whether the last trial was close to an end of the bracket.</param>
/// <param name="Evaluations">Points that have been evaluated.</param>
/// <param name="Ended">Whether the search is over; <paramref name="Low"/> is then what it found, the start if it found nothing.</param>
internal readonly record struct LineSearch(
    LinePoint Start, LinePoint Low, LinePoint High, double Trial, bool Bracketed, bool Slow, int Evaluations, bool Ended)
{
    /// <summary>The share of the promised fall that counts as enough.</summary>
    public const double Decrease = 1e-4;

    /// <summary>The share of the first slope that counts as flat.</summary>
    public const double Curvature = 0.9;

    /// <summary>The share of the loss that rounding may hide.</summary>
    public const double Rounding = 1e-6;

    private const int MostEvaluations = 25;
    private const double Resolution = 1e-7;

    /// <summary>A search that has evaluated nothing but its start.</summary>
    /// <param name="loss">The loss at step 0.</param>
    /// <param name="slope">The slope there. Below 0.</param>
    /// <param name="trial">The first step to try. Above 0.</param>
    public static LineSearch From(double loss, double slope, double trial)
    {
        var start = new LinePoint(0, loss, slope);
        return new LineSearch(start, start, start, trial, false, false, 0, false);
    }

    /// <summary>The search that a state remembers.</summary>
    public static LineSearch Load(OptimizerState state)
    {
        var start = new LinePoint(0, state.Number("start_loss").Value, state.Number("start_slope").Value);
        var low = new LinePoint(state.Number("low_step").Value, state.Number("low_loss").Value, state.Number("low_slope").Value);
        var high = new LinePoint(state.Number("high_step").Value, state.Number("high_loss").Value, state.Number("high_slope").Value);
        return new LineSearch(
            start, low, high, state.Number("trial_step").Value, state.Number("bracketed").Value != 0, state.Number("slow").Value != 0,
            (int)state.Number("evaluations").Value, Ended: false);
    }

    /// <summary>Has a state remember the search, which has not ended.</summary>
    public void Save(OptimizerState state)
    {
        (state.Number("start_loss").Value, state.Number("start_slope").Value) = (Start.Loss, Start.Slope);
        (state.Number("low_step").Value, state.Number("low_loss").Value, state.Number("low_slope").Value) = (Low.Step, Low.Loss, Low.Slope);
        (state.Number("high_step").Value, state.Number("high_loss").Value, state.Number("high_slope").Value) = (High.Step, High.Loss, High.Slope);
        state.Number("trial_step").Value = Trial;
        state.Number("bracketed").Value = Bracketed ? 1 : 0;
        state.Number("slow").Value = Slow ? 1 : 0;
        state.Number("evaluations").Value = Evaluations;
    }

    /// <summary>The search after the trial step was evaluated.</summary>
    /// <param name="loss">The loss there.</param>
    /// <param name="slope">The slope there.</param>
    public LineSearch After(double loss, double slope)
    {
        var point = new LinePoint(Trial, loss, slope);
        bool fell = FellEnough(point);
        if (fell && Math.Abs(slope) <= -Curvature * Start.Slope)
            return this with { Low = point, Evaluations = Evaluations + 1, Ended = true };

        var next = this with { Evaluations = Evaluations + 1 };
        // Asked in this order, so that what is not a number is high.
        if (!(fell && loss < Low.Loss))
            next = next with { High = point, Bracketed = true };
        else if (!Bracketed)
            next = slope >= 0 ? next with { High = Low, Low = point, Bracketed = true } : next with { Low = point };
        else
            next = next with { High = slope * (High.Step - Low.Step) >= 0 ? Low : High, Low = point };

        if (next.Evaluations >= MostEvaluations || next.IsPoint)
            return next with { Ended = true };
        return next.Bracketed
            ? next.Zoom()
            : next with { Trial = Lowest(Low, point, Trial + 0.01 * (Trial - Low.Step), 10 * Trial) };
    }

    private bool IsPoint =>
        Bracketed && Math.Abs(High.Step - Low.Step) <= Resolution * Math.Max(High.Step, Low.Step);

    private bool FellEnough(LinePoint point)
    {
        double promised = -point.Step * Start.Slope, rounding = Rounding * Math.Abs(Start.Loss);
        return point.Loss <= Start.Loss - Decrease * promised + (promised <= rounding ? rounding : 0);
    }

    // Twice in a row close to an end of the bracket is too close: the second time it is kept a tenth away.
    private LineSearch Zoom()
    {
        double least = Math.Min(Low.Step, High.Step), most = Math.Max(Low.Step, High.Step);
        double margin = 0.1 * (most - least);
        double trial = Lowest(Low, High, least, most);
        bool close = Math.Min(most - trial, trial - least) < margin;
        if (!close || !(Slow || trial >= most || trial <= least))
            return this with { Trial = trial, Slow = close };
        return this with { Trial = most - trial < trial - least ? most - margin : least + margin, Slow = false };
    }

    /// <summary>Where the cubic through two points with their slopes is lowest, kept within bounds; their middle where there is no such place.</summary>
    private static double Lowest(LinePoint a, LinePoint b, double least, double most)
    {
        if (a.Step > b.Step)
            (a, b) = (b, a);
        double d1 = a.Slope + b.Slope - 3 * (a.Loss - b.Loss) / (a.Step - b.Step);
        double square = d1 * d1 - a.Slope * b.Slope;
        if (square < 0)
            return (least + most) / 2;
        double d2 = Math.Sqrt(square);
        double lowest = b.Step - (b.Step - a.Step) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2));
        return double.IsNaN(lowest) ? (least + most) / 2 : Math.Clamp(lowest, least, most);
    }
}
