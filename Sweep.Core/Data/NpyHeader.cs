using System.Buffers.Binary;
using System.Text;
using Sweep.Core.Contracts;

namespace Sweep.Core.Data;

/// <summary>Reads how a file of NumPy's format NPY begins.</summary>
/// <remarks>
/// Source: the documentation of numpy.lib.format: the magic "\x93NUMPY", the version (1.0, 2.0 or 3.0), the length of the header (2 bytes in
/// version 1.0, then 4), and the header, a Python dictionary with the keys descr, fortran_order and shape.
/// </remarks>
internal static class NpyHeader
{
    // As NumPy's own limit for headers of files that nobody vouches for.
    private const int MostBytes = 10_000;
    private const int VersionBytes = 2;

    /// <summary>How a file begins.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header of an array, up to its first element.</summary>
    /// <param name="stream">The file, from its start.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It is not a file of this format, or not one of numbers.</exception>
    public static ArrayHeader Read(DataStream stream, string name)
    {
        Span<byte> start = stackalloc byte[Magic.Length + VersionBytes];
        stream.ReadExactly(start, "the header");
        if (!start.StartsWith(Magic))
            throw new InputException($"{name}: this is no NPY file; it must begin with the bytes 93 4E 55 4D 50 59. Save it with numpy.save.");
        var (major, minor) = (start[^2], start[^1]);
        if (major is < 1 or > 3 || minor != 0)
            throw new InputException($"{name}: versions 1.0, 2.0 and 3.0 of the NPY format can be read; this file has {major}.{minor}. Save it with numpy.save.");

        Span<byte> size = stackalloc byte[sizeof(uint)];
        size.Clear();
        int sizeBytes = major == 1 ? sizeof(ushort) : sizeof(uint);
        stream.ReadExactly(size[..sizeBytes], "the header");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > MostBytes)
            throw new InputException($"{name}: the header of an NPY file can have {MostBytes} bytes; this one declares {length}. The file is damaged, or its array is no plain one of numbers.");
        var header = new byte[length];
        stream.ReadExactly(header, "the header");

        var values = PythonDictionary.Read((major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(header), name);
        if (values.Count != 3
            || !values.TryGetValue("descr", out object? type)
            || !values.TryGetValue("fortran_order", out object? order) || order is not bool isFortran
            || !values.TryGetValue("shape", out object? shape) || shape is not int[] sizes)
        {
            throw new InputException($"{name}: the header of an NPY file must have a type (descr), an order (fortran_order) and a shape, and no more; got {Shown.Quoted(string.Join(", ", values.Keys))}.");
        }
        var (element, isBigEndian) = ReadType(type as string, name);
        return new ArrayHeader(element, isBigEndian, isFortran, start.Length + sizeBytes + length, sizes).RequireIn(stream, name);
    }

    private static (ElementType Element, bool IsBigEndian) ReadType(string? type, string name)
    {
        if (type is null)
            throw Refused(name, "records with fields of their own (a structured type)", "Save an array for each field");
        ElementType? element = (type.Length > 1 ? type[1..] : "") switch
        {
            "b1" => ElementType.Bool,
            "i1" => ElementType.Int8,
            "u1" => ElementType.UInt8,
            "i2" => ElementType.Int16,
            "u2" => ElementType.UInt16,
            "i4" => ElementType.Int32,
            "u4" => ElementType.UInt32,
            "i8" => ElementType.Int64,
            "u8" => ElementType.UInt64,
            "f2" => ElementType.Float16,
            "f4" => ElementType.Float32,
            "f8" => ElementType.Float64,
            _ => null,
        };
        if (element is { } known && type[0] is '<' or '>' or '=' or '|')
            return (known, type[0] == '>');
        throw (type.TrimStart('<', '>', '|', '=') + " ")[0] switch
        {
            'O' => Refused(name, "Python objects", "Save it as float32"),
            'c' => Refused(name, "complex numbers", "Save real and imaginary parts as columns"),
            'U' or 'S' or 'a' => Refused(name, "texts", "Save numbers of classes instead, as numpy.unique(…, return_inverse=True) gives them"),
            'V' => Refused(name, "bytes without a meaning (void)", "Save it as float32"),
            'M' or 'm' => Refused(name, "dates or times", "Save it as float64"),
            'f' => Refused(name, $"numbers of a precision that depends on the machine ({Shown.Plain(type)})", "Save it as float64"),
            _ => Refused(name, $"of the type {Shown.Quoted(type)}", "Save it as float32"),
        };
    }

    private static InputException Refused(string name, string what, string remedy) =>
        new($"{name}: the elements of an array must be true or false, whole numbers of 8 to 64 bits, or numbers of half, single or double precision; these are {what}. {remedy}.");
}
