using System.Buffers.Binary;
using System.Text;
using Sweep.Core.Numerics;

namespace Sweep.Tests.Fuzzing;

/// <summary>Changes valid files: the same changes for the same number.</summary>
internal sealed class Mutator(FuzzTarget target)
{
    private const int MostChanges = 5;
    private const int MostBytes = 1 << 20;

    private static readonly long[] _numbers =
    [
        0, 1, -1, 2, 7, 16, 64, 100, 127, 128, 255, 256, 1000, 1024, 4096, short.MaxValue, short.MaxValue + 1, ushort.MaxValue, 1 << 20, 1 << 24,
        int.MaxValue - 1, int.MaxValue, int.MaxValue + 1L, uint.MaxValue, uint.MaxValue + 1L, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] _literals =
    [
        "0", "-0", "1", "-1", "1e999", "-1e999", "1e-999", "nan", "NaN", "inf", "∞", "2147483647", "2147483648", "4294967296", "9223372036854775808", "0x10", "1_000",
        "0.1", ".5", "5.", "1e", "+1", "٣", "1,5", "00000000000000000000000000000001", "3.4028235e38", "3.4028236e38", "1e-46", "true", "null", "~", "''", "\"\"",
    ];

    /// <summary>The input of a number.</summary>
    public FuzzInput Make(long number)
    {
        var random = new RandomStream(1, RandomPurpose.Objective, number);
        int seed = random.NextInt(target.Seeds.Count);
        bool isPackedBefore = target.Pack is not null && random.NextInt(2) == 0, isOverwritten = true;
        List<byte> bytes = [.. isPackedBefore ? target.Pack!(target.Seeds[seed]) : target.Seeds[seed]];
        // Every other time a single one: many changes hardly ever get behind the first check.
        for (int changes = random.NextInt(2) == 0 ? 1 : 1 + random.NextInt(MostChanges); changes > 0; changes--)
            isOverwritten &= Change(bytes, random);
        if (bytes.Count > MostBytes)
            bytes.RemoveRange(MostBytes, bytes.Count - MostBytes);
        return target.Pack is null || isPackedBefore
            ? new FuzzInput([.. bytes], seed, isOverwritten)
            : new FuzzInput(target.Pack([.. bytes]), seed, IsOverwritten: false);
    }

    // True if some bytes became others, and that was all.
    private bool Change(List<byte> bytes, RandomStream random)
    {
        bool isText = target.Words.Count > 0;
        int place = random.NextInt(bytes.Count + 1);
        switch (random.NextInt(isText ? 20 : 10))
        {
            case 0 or 1 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << random.NextInt(8));
                return true;
            case 2 when place < bytes.Count:
                bytes[place] = (byte)random.NextInt(256);
                return true;
            case 3 or 4:
                return OverwriteNumber(bytes, place, random);
            case 5:
                bytes.InsertRange(place, Enumerable.Range(0, 1 + random.NextInt(8)).Select(_ => (byte)random.NextInt(256)));
                return false;
            case 6:
                bytes.RemoveRange(place, Length(bytes, place, random));
                return false;
            case 7:
                bytes.InsertRange(random.NextInt(bytes.Count + 1), bytes.GetRange(place, Length(bytes, place, random)));
                return false;
            case 8:
                bytes.RemoveRange(place, bytes.Count - place);
                return false;
            case 9:
                byte[] other = target.Seeds[random.NextInt(target.Seeds.Count)];
                bytes.RemoveRange(place, bytes.Count - place);
                bytes.AddRange(other.AsSpan(random.NextInt(other.Length + 1)));
                return false;
            case 10 or 11:
                bytes.InsertRange(place, Encoding.UTF8.GetBytes(Word(random)));
                return false;
            case 12:
                string word = Word(random);
                bytes.InsertRange(place, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(word, 1 + random.NextInt(2000)))));
                return false;
            case >= 13 and <= 17:
                ReplaceLiteral(bytes, place, random);
                return false;
            default:
                ChangeLines(bytes, place, random);
                return false;
        }
    }

    private static int Length(List<byte> bytes, int place, RandomStream random)
    {
        int left = bytes.Count - place;
        return random.NextInt(Math.Min(left, random.NextInt(4) == 0 ? left : 16) + 1);
    }

    private static bool OverwriteNumber(List<byte> bytes, int place, RandomStream random)
    {
        long number = random.NextInt(8) == 0 ? bytes.Count + random.NextInt(3) - 1 : _numbers[random.NextInt(_numbers.Length)];
        Span<byte> written = stackalloc byte[sizeof(long)];
        int size = 1 << random.NextInt(4);
        if (random.NextInt(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(written, number);
            written = written[..size];
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(written, number);
            written = written[^size..];
        }
        for (int i = 0; i < written.Length && place + i < bytes.Count; i++)
            bytes[place + i] = written[i];
        return true;
    }

    private string Word(RandomStream random) => target.Words[random.NextInt(target.Words.Count)];

    // A number, or a word, near a place becomes something else.
    private void ReplaceLiteral(List<byte> bytes, int place, RandomStream random)
    {
        int start = place;
        while (start < bytes.Count && !IsOfLiteral(bytes[start]))
            start++;
        int end = start;
        while (end < bytes.Count && IsOfLiteral(bytes[end]))
            end++;
        bytes.RemoveRange(start, end - start);
        string literal = random.NextInt(3) == 0 ? Word(random) : _literals[random.NextInt(_literals.Length)];
        bytes.InsertRange(start, Encoding.UTF8.GetBytes(literal));
    }

    private static bool IsOfLiteral(byte value) => value is (byte)'.' or (byte)'-' or (byte)'+' or (byte)'_' || char.IsAsciiLetterOrDigit((char)value);

    // A line comes twice, is missing, or stands elsewhere.
    private static void ChangeLines(List<byte> bytes, int place, RandomStream random)
    {
        int start = place == 0 ? 0 : bytes.LastIndexOf((byte)'\n', place - 1) + 1;
        int end = bytes.IndexOf((byte)'\n', Math.Min(place, bytes.Count)) is >= 0 and var found ? found + 1 : bytes.Count;
        var line = bytes.GetRange(start, Math.Max(end - start, 0));
        int change = random.NextInt(3);
        if (change > 0)
            bytes.RemoveRange(start, line.Count);
        if (change < 2)
            bytes.InsertRange(change == 0 ? start : random.NextInt(bytes.Count + 1), line);
    }
}
