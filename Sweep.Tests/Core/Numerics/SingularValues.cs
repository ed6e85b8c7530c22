namespace Sweep.Tests.Core.Numerics;

/// <summary>Singular values by one-sided Jacobi rotations in double precision.</summary>
internal static class SingularValues
{
    public static double[] Of(float[] matrix, int rows, int columns)
    {
        // Vectors of the shorter side, rotated in pairs until they are at right angles; their lengths are the values.
        bool wide = rows <= columns;
        double[][] vectors =
        [
            .. Enumerable.Range(0, Math.Min(rows, columns)).Select(each => Enumerable.Range(0, Math.Max(rows, columns))
                .Select(i => (double)(wide ? matrix[each * columns + i] : matrix[i * columns + each])).ToArray()),
        ];
        for (int sweep = 0; sweep < 60; sweep++)
        {
            for (int p = 0; p < vectors.Length; p++)
            {
                for (int q = p + 1; q < vectors.Length; q++)
                    Rotate(vectors[p], vectors[q]);
            }
        }
        return [.. vectors.Select(vector => Math.Sqrt(Dot(vector, vector)))];
    }

    private static void Rotate(double[] a, double[] b)
    {
        double product = Dot(a, b);
        if (product == 0)
            return;
        double zeta = (Dot(b, b) - Dot(a, a)) / (2 * product);
        double tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta));
        double cosine = 1 / Math.Sqrt(1 + tangent * tangent), sine = cosine * tangent;
        for (int i = 0; i < a.Length; i++)
            (a[i], b[i]) = (cosine * a[i] - sine * b[i], sine * a[i] + cosine * b[i]);
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
