namespace Sweep.Core.Contracts;

/// <summary>What a person handed in is wrong. The message says where, what must hold, what came instead, and what to do.</summary>
public sealed class InputException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public InputException(string message)
        : base(Shown.Message(message))
    {
    }

    /// <summary>Says what is wrong, and what it was noticed by.</summary>
    public InputException(string message, Exception cause)
        : base(Shown.Message(message), cause)
    {
    }
}
