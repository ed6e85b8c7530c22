namespace Sweep.Peers;

/// <summary>A product of which the result is <paramref name="M"/> × <paramref name="N"/>, each a sum of <paramref name="K"/> terms.</summary>
internal sealed record ProductShape(ProductForm Form, int M, int N, int K)
{
    /// <summary>Multiplications and additions of one product.</summary>
    public double Operations => 2.0 * M * N * K;

    /// <summary>What training multiplies, and three large ones; each in the three forms.</summary>
    public static IEnumerable<ProductShape> All { get; } =
    [
        .. from form in Enum.GetValues<ProductForm>()
           from shape in new (int, int, int)[]
           {
               (1024, 1024, 1024), (512, 512, 512), (256, 256, 256),
               (128, 512, 784), (128, 512, 512), (128, 10, 512), (128, 64, 64),
               (32, 64, 64), (32, 32, 64), (32, 10, 32), (32, 16, 32), (32, 128, 128), (32, 256, 256), (32, 512, 512),
               (64, 256, 72), (64, 128, 1568), (16, 784, 9), (32, 196, 144),
               (784, 512, 128), (512, 512, 128), (128, 784, 512), (64, 64, 32),
           }
           select new ProductShape(form, shape.Item1, shape.Item2, shape.Item3),
    ];

    public override string ToString() => $"{Form} {M},{N},{K}";
}
