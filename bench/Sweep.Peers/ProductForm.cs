namespace Sweep.Peers;

/// <summary>Which side of a product is transposed, in the letters of BLAS.</summary>
internal enum ProductForm
{
    /// <summary>Neither: the way forward.</summary>
    NN,

    /// <summary>The left one: the gradient of weights.</summary>
    TN,

    /// <summary>The right one: the gradient of inputs.</summary>
    NT,
}
