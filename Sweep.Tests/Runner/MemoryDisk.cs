using System.Diagnostics;

namespace Sweep.Tests.Runner;

/// <summary>A small disk in memory, which can be full or not to be written. Only an administrator of a Linux machine can have one.</summary>
internal sealed class MemoryDisk : IDisposable
{
    public MemoryDisk(string path, string options)
    {
        Path = Directory.CreateDirectory(path).FullName;
        string error = Mount("-t", "tmpfs", "-o", options, "tmpfs", Path);
        Assert.SkipUnless(error.Length == 0, $"A disk in memory cannot be mounted here: {error}");
    }

    public string Path { get; }

    public void Change(string options) => Assert.Equal("", Mount("-o", "remount," + options, Path));

    public void Dispose()
    {
        using var process = Process.Start("umount", [Path]);
        process.WaitForExit();
    }

    private static string Mount(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
            return "this is no Linux";
        using var process = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : error;
    }
}
