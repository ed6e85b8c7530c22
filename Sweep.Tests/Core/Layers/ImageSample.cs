using FsCheck;
using FsCheck.Fluent;
using Sweep.Core.Contracts;

namespace Sweep.Tests.Core.Layers;

/// <summary>Random settings of windows, and images that they fit into.</summary>
internal static class ImageSample
{
    public static Gen<Pair> Pairs(int least, int most) =>
        from height in Gen.Choose(least, most) from width in Gen.Choose(least, most) select new Pair(height, width);

    /// <summary>The smallest image that a window fits into, and some lines and columns more.</summary>
    public static Shape Fitting(Pair size, Pair padding, Pair dilation, Pair spare, int channels)
    {
        return new Shape(
            Fitting(size.Height, padding.Height, dilation.Height, spare.Height),
            Fitting(size.Width, padding.Width, dilation.Width, spare.Width),
            channels);

        static int Fitting(int size, int padding, int dilation, int spare) => Math.Max(1, dilation * (size - 1) + 1 - 2 * padding) + spare;
    }
}
