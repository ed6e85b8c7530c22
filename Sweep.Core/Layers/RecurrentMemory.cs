using Sweep.Core.Contracts;
using Sweep.Core.Numerics;

namespace Sweep.Core.Layers;

/// <summary>The memory of a recurrent layer for one batch. The step comes before the row, so that all rows of a step are one matrix.</summary>
internal readonly ref struct RecurrentMemory
{
    private readonly Recurrent _settings;
    private readonly Span<float> _layers;
    private readonly int _rows;
    private readonly int _steps;

    /// <summary>Lays the matrices over the memory.</summary>
    public RecurrentMemory(Recurrent settings, Span<float> memory, Shape input, int rows)
    {
        (_settings, _rows, _steps) = (settings, rows, input[0]);
        int inputs = rows * input.Count, states = rows * (_steps + 1) * settings.Units, cells = settings.HasCellState ? rows * settings.Units : 0;
        Input = new MatrixSpan(memory[..inputs], rows * _steps, input.Last);
        HiddenGradient = new MatrixSpan(memory.Slice(inputs, states), rows * (_steps + 1), settings.Units);
        CellGradient = cells == 0 ? default : new MatrixSpan(memory.Slice(inputs + states, cells), rows, settings.Units);
        TransposedKernel = new MatrixSpan(memory[^PerBatch(settings)..], settings.Gates * settings.Units, settings.Units);
        _layers = memory[(inputs + states + cells)..];
    }

    /// <summary>The input; in the end its gradient. Shape [steps · rows, features].</summary>
    public MatrixSpan Input { get; }

    /// <summary>∂loss/∂(hidden states) of the layer under way. Shape [(steps + 1) · rows, units], the initial state first.</summary>
    public MatrixSpan HiddenGradient { get; }

    /// <summary>∂loss/∂(cell state) of the layer and step under way. Shape [rows, units].</summary>
    public MatrixSpan CellGradient { get; }

    /// <summary>The recurrent kernel of the layer under way, transposed. Shape [gates · units, units].</summary>
    public MatrixSpan TransposedKernel { get; }

    private int StateCount => _rows * (_steps + 1) * _settings.Units;

    private int GateCount => _rows * _steps * _settings.Gates * _settings.Units;

    private int LayerCount => StateCount * (_settings.HasCellState ? 2 : 1) + GateCount * (_settings.KeepsRecurrentPart ? 2 : 1);

    /// <summary>Values that it takes for each row of a batch.</summary>
    public static int PerRow(Recurrent settings, Shape input)
    {
        int steps = input[0], cell = settings.HasCellState ? 1 : 0;
        checked
        {
            int states = (steps + 1) * settings.Units, gates = steps * settings.Gates * settings.Units;
            int layer = states * (1 + cell) + gates * (settings.KeepsRecurrentPart ? 2 : 1);
            return input.Count + states + cell * settings.Units + settings.Layers * layer;
        }
    }

    /// <summary>Values that it takes for each batch.</summary>
    public static int PerBatch(Recurrent settings) => checked(settings.Gates * settings.Units * settings.Units);

    /// <summary>The hidden states of a layer. Shape [(steps + 1) · rows, units], the initial state first.</summary>
    public MatrixSpan Hidden(int layer) =>
        new(_layers.Slice(layer * LayerCount, StateCount), _rows * (_steps + 1), _settings.Units);

    /// <summary>The cell states of a layer, in the same shape; empty where there are none.</summary>
    public MatrixSpan Cell(int layer) => _settings.HasCellState
        ? new(_layers.Slice(layer * LayerCount + StateCount, StateCount), _rows * (_steps + 1), _settings.Units)
        : default;

    /// <summary>The gates of a layer. Shape [steps · rows, gates · units].</summary>
    public MatrixSpan Gates(int layer) => GatesBefore((layer + 1) * LayerCount - (_settings.KeepsRecurrentPart ? GateCount : 0));

    /// <summary>What hidden states add to the gates of a layer, where that is kept apart; otherwise the gates again.</summary>
    public MatrixSpan RecurrentPart(int layer) => GatesBefore((layer + 1) * LayerCount);

    /// <summary>One step of a layer.</summary>
    public RecurrentStep Step(int layer, int step)
    {
        bool cell = _settings.HasCellState;
        return new RecurrentStep
        {
            Gates = At(Gates(layer), step),
            RecurrentPart = At(RecurrentPart(layer), step),
            PreviousHidden = At(Hidden(layer), step),
            Hidden = At(Hidden(layer), step + 1),
            PreviousCell = cell ? At(Cell(layer), step) : default(ReadOnlyMatrixSpan),
            Cell = cell ? At(Cell(layer), step + 1) : default,
            HiddenGradient = At(HiddenGradient, step + 1),
            PreviousHiddenGradient = At(HiddenGradient, step),
            CellGradient = CellGradient,
        };
    }

    /// <summary>All rows at one step.</summary>
    public MatrixSpan At(MatrixSpan steps, int step) => steps.Slice(step * _rows, _rows);

    /// <summary>All rows at all steps but the initial state.</summary>
    public MatrixSpan AfterFirst(MatrixSpan states) => states.Slice(_rows, _steps * _rows);

    /// <summary>All rows at all steps but the last.</summary>
    public MatrixSpan BeforeLast(MatrixSpan states) => states.Slice(0, _steps * _rows);

    private MatrixSpan GatesBefore(int end) => new(_layers[(end - GateCount)..end], _rows * _steps, _settings.Gates * _settings.Units);
}
