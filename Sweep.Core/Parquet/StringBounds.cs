using System.Text;

namespace Sweep.Core.Parquet;

/// <summary>Bounds of texts, kept short: whole characters, and still below the least and above the greatest.</summary>
internal static class StringBounds
{
    private const int Longest = 64;

    /// <summary>A text of at most 64 bytes that does not come after <paramref name="least"/>.</summary>
    public static byte[] Lower(ReadOnlySpan<byte> least) => Cut(least).ToArray();

    /// <summary>A text of at most 64 bytes that does not come before <paramref name="greatest"/>, if there is one.</summary>
    public static byte[]? Upper(ReadOnlySpan<byte> greatest)
    {
        if (greatest.Length <= Longest)
            return greatest.ToArray();

        for (var cut = Cut(greatest); !cut.IsEmpty;)
        {
            Rune.DecodeLastFromUtf8(cut, out var last, out int bytes);
            cut = cut[..^bytes];
            if (After(last) is { } next && cut.Length + next.Utf8SequenceLength <= Longest)
                return [.. cut, .. Encoding.UTF8.GetBytes(next.ToString())];
        }
        return null;
    }

    private static Rune? After(Rune rune) => rune.Value switch
    {
        0xD7FF => new Rune(0xE000), // over the surrogates
        0x10FFFF => null,
        _ => new Rune(rune.Value + 1),
    };

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        if (text.Length <= Longest)
            return text;
        int end = Longest;
        while ((text[end] & 0xC0) == 0x80)
            end--;
        return text[..end];
    }
}
