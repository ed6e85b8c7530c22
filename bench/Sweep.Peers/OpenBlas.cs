using System.Runtime.InteropServices;

namespace Sweep.Peers;

/// <summary>OpenBLAS in this process, on one thread.</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101, AsItIs = 111, Transposed = 112;

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _multiply;

    private OpenBlas(nint library)
    {
        _multiply = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads"))(1);
        Name = Text(library, "openblas_get_config") + ", core " + Text(library, "openblas_get_corename");
    }

    /// <summary>Its version, and the kernels that it chose for this processor.</summary>
    public string Name { get; }

    /// <summary>Loads it, or hands back null where it is not installed.</summary>
    public static OpenBlas? Load() => NativeLibrary.TryLoad("libopenblas.so.0", out nint library) ? new OpenBlas(library) : null;

    /// <summary>result = left · right, each row by row, transposed where the form says so.</summary>
    public void Multiply(ProductShape shape, float* left, float* right, float* result)
    {
        var (form, m, n, k) = shape;
        bool leftTransposed = form == ProductForm.TN, rightTransposed = form == ProductForm.NT;
        _multiply(
            RowMajor, leftTransposed ? Transposed : AsItIs, rightTransposed ? Transposed : AsItIs, m, n, k,
            1, left, leftTransposed ? m : k, right, rightTransposed ? k : n, 0, result, n);
    }

    private static string Text(nint library, string function) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, function))()) ?? "unknown";
}
