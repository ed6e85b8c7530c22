using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>Writes structs in the Thrift compact protocol. Fields of a struct come in ascending order of their ids.</summary>
internal sealed class ThriftWriter(ByteBuffer target)
{
    private readonly Stack<int> _outer = new();
    private int _lastId;

    public void WriteBool(int id, bool value) => WriteHeader(id, value ? ThriftType.True : ThriftType.False);

    public void WriteI16(int id, short value)
    {
        WriteHeader(id, ThriftType.I16);
        target.AppendZigzag(value);
    }

    public void WriteI32(int id, int value)
    {
        WriteHeader(id, ThriftType.I32);
        target.AppendZigzag(value);
    }

    public void WriteI64(int id, long value)
    {
        WriteHeader(id, ThriftType.I64);
        target.AppendZigzag(value);
    }

    public void WriteString(int id, string value) => WriteBinary(id, Encoding.UTF8.GetBytes(value));

    public void WriteBinary(int id, ReadOnlySpan<byte> value)
    {
        WriteHeader(id, ThriftType.Binary);
        target.AppendVarint((ulong)value.Length);
        target.Append(value);
    }

    /// <summary>Starts a struct in a field; its own fields follow, then <see cref="EndStruct"/>.</summary>
    public void BeginStruct(int id)
    {
        WriteHeader(id, ThriftType.Struct);
        BeginElement();
    }

    /// <summary>Starts a struct in a list.</summary>
    public void BeginElement()
    {
        _outer.Push(_lastId);
        _lastId = 0;
    }

    public void EndStruct()
    {
        target.Append(0);
        _lastId = _outer.Count > 0 ? _outer.Pop() : 0;
    }

    /// <summary>Starts a list in a field; exactly <paramref name="count"/> elements follow.</summary>
    public void BeginList(int id, ThriftType element, int count)
    {
        WriteHeader(id, ThriftType.List);
        if (count < 15)
        {
            target.Append((byte)(count << 4 | (int)element));
            return;
        }
        target.Append((byte)(0xF0 | (int)element));
        target.AppendVarint((ulong)count);
    }

    public void WriteElement(int value) => target.AppendZigzag(value);

    public void WriteElement(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        target.AppendVarint((ulong)bytes.Length);
        target.Append(bytes);
    }

    private void WriteHeader(int id, ThriftType type)
    {
        int step = id - _lastId;
        _lastId = id;
        if (step is >= 1 and <= 15)
        {
            target.Append((byte)(step << 4 | (int)type));
            return;
        }
        target.Append((byte)type);
        target.AppendZigzag(id);
    }
}
