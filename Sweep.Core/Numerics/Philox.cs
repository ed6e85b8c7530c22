namespace Sweep.Core.Numerics;

/// <summary>Philox 4×32 with 10 rounds: 128 random bits as a pure function of a counter and a key.</summary>
/// <remarks>Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"; constants and known answers of Random123.</remarks>
public static class Philox
{
    /// <summary>The block of random bits that belongs to a counter and a key.</summary>
    public static (uint A, uint B, uint C, uint D) Block((uint A, uint B, uint C, uint D) counter, (uint A, uint B) key)
    {
        var (a, b, c, d) = counter;
        var (low, high) = key;
        for (int round = 0; round < 10; round++)
        {
            ulong first = 0xD2511F53ul * a;
            ulong second = 0xCD9E8D57ul * c;
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ low, (uint)second, (uint)(first >> 32) ^ d ^ high, (uint)first);
            low += 0x9E3779B9;
            high += 0xBB67AE85;
        }
        return (a, b, c, d);
    }
}
