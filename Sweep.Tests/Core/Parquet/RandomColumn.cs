using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Parquet;

/// <summary>A column that can write and check itself.</summary>
internal abstract class RandomColumn(ParquetColumn column)
{
    public ParquetColumn Column { get; } = column;

    public abstract void Bind(ParquetWriter writer);

    public abstract void Add(int row);

    public abstract void Check(ParquetReader reader);

    public static RandomColumn Make(ParquetColumn column, int rows, Dice dice) => column.Type switch
    {
        ParquetType.Bool => new Of<bool>(column, rows, dice, dice.Bool),
        ParquetType.Int32 => new Of<int>(column, rows, dice, dice.Int),
        ParquetType.Int64 => new Of<long>(column, rows, dice, dice.Long),
        ParquetType.Float => new Of<float>(column, rows, dice, dice.Float),
        ParquetType.Double => new Of<double>(column, rows, dice, dice.Double),
        ParquetType.String => new Of<string>(column, rows, dice, dice.Text),
        _ => new Of<DateTime>(column, rows, dice, dice.Time),
    };

    private sealed class Of<T> : RandomColumn
    {
        private readonly T[] _values;
        private readonly bool[] _nulls;
        private ColumnWriter<T>? _writer;

        public Of(ParquetColumn column, int rows, Dice dice, Func<T> next)
            : base(column)
        {
            _values = new T[rows];
            _nulls = new bool[rows];
            // Runs of all lengths, so that dictionaries, runs of levels and packed groups all come up.
            int sameValue = dice.Of(1, 3, 20, 200), sameNull = dice.Of(1, 3, 20, 200);
            for (int i = 0; i < rows; i++)
            {
                _nulls[i] = column.Optional && (i % sameNull == 0 ? dice.Bool() : _nulls[i - 1]);
                _values[i] = i % sameValue == 0 ? next() : _values[i - 1];
            }
        }

        public override void Bind(ParquetWriter writer) => _writer = writer.Column<T>(Column.Name);

        public override void Add(int row)
        {
            if (_nulls[row])
                _writer!.AddNull();
            else
                _writer!.Add(_values[row]);
        }

        public override void Check(ParquetReader reader)
        {
            var read = reader.Read<T>(Column.Name);
            Assert.Equal(_values.Length, read.Values.Length);
            for (int i = 0; i < _values.Length; i++)
            {
                Assert.Equal(_nulls[i], read.Nulls?[i] ?? false);
                Assert.Equal(_nulls[i] ? default(T) is { } none ? TestFile.Bits(none) : null : TestFile.Bits(_values[i]),
                    TestFile.Bits(read.Values[i]));
            }
        }
    }
}
