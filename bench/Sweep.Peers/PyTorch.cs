using System.Diagnostics;

namespace Sweep.Peers;

/// <summary>A Python that trains with PyTorch for a while each time it is asked, and waits in between.</summary>
internal sealed class PyTorch : IDisposable
{
    private readonly Process _python;

    private PyTorch(Process python, string version) => (_python, Version) = (python, version);

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>Starts it, or hands back null where it can't be had; Python itself says why.</summary>
    public static PyTorch? Start()
    {
        if (!File.Exists("/usr/bin/python3"))
            return null;
        var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", "bench/peers/train_torch.py") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (python.StandardOutput.ReadLine() is { } version)
            return new PyTorch(python, version);
        python.Dispose();
        return null;
    }

    /// <summary>Steps of a model per second of processor time.</summary>
    public double Speed(string model, string variant, double seconds)
    {
        _python.StandardInput.WriteLine($"{model} {variant} {seconds}");
        _python.StandardInput.Flush();
        return double.Parse(_python.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"PyTorch has ended at {model}, {variant}."));
    }

    public void Dispose()
    {
        _python.StandardInput.Close();
        _python.WaitForExit();
        _python.Dispose();
    }
}
