using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Training;

/// <summary>A layer that draws while it trains and learns without a gradient: each value times 1 ± 0.2, and a running mean taken off when it is judged.</summary>
internal sealed record Noise : ILayer
{
    /// <summary>Is told of what is drawn for the first value of each batch in training.</summary>
    public Action<uint>? Drawn { get; init; }

    public LayerForm Form(Shape input) => new(input) { Statistics = new float[input.Count] };

    public void Forward(in ForwardPass pass)
    {
        if (pass.Training)
            Drawn?.Invoke(pass.Random.Block(0).Item1);
        for (int row = 0; row < pass.Output.Rows; row++)
        {
            for (int i = 0; i < pass.Output.Columns; i++)
            {
                float value = pass.Input[row][i];
                if (pass.Training)
                    pass.Statistics[i] += 0.1f * (value - pass.Statistics[i]);
                pass.Output[row][i] = pass.Training ? value * Factor(pass.Random.Block(row * pass.Output.Columns + i).Item1) : value - pass.Statistics[i];
            }
        }
    }

    public void Backward(in BackwardPass pass)
    {
        for (int i = 0; i < pass.InputGradient.Values.Length; i++)
            pass.InputGradient.Values[i] = pass.OutputGradient.Values[i] * Factor(pass.Random.Block(i).Item1);
    }

    public override string ToString() => "Noise";

    private static float Factor(uint bits) => 0.8f + 0.4f * (bits >> 8) / (1 << 24);
}
