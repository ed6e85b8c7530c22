using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>Reads texts, which must be valid UTF-8.</summary>
internal sealed class StringDecoder : ValueDecoder<string>
{
    private static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);

    public override void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, List<string> target)
    {
        if (encoding != PageEncoding.Plain)
            throw Unsupported(encoding);

        var reader = new ByteReader(bytes);
        for (int i = 0; i < count; i++)
        {
            try
            {
                target.Add(_strictUtf8.GetString(reader.ReadBytes(reader.ReadUInt32())));
            }
            catch (DecoderFallbackException e)
            {
                throw new ParquetException($"text {i} of the page is not valid UTF-8", e);
            }
        }
        if (reader.Left > 0)
            throw new ParquetException($"{reader.Left} bytes are left after the last text of a page");
    }
}
