using System.Globalization;

namespace Sweep.Runner.Processes;

/// <summary>A process that the system lists.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">The number of the one that started it, or of the one that took it over.</param>
/// <param name="Group">The number of the process group it belongs to.</param>
/// <param name="Session">The number of the session it belongs to.</param>
internal sealed record ProcessEntry(int Id, int Parent, int Group, int Session)
{
    // PF_KTHREAD of the kernel's sched.h.
    private const uint KernelThread = 0x0020_0000;

    /// <summary>The processes that run now, without those that have ended and wait to be noticed; Linux only.</summary>
    public static IEnumerable<ProcessEntry> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? Read(id) : null)
        .OfType<ProcessEntry>();

    /// <summary>The environment it started with, as bytes; empty if it is not ours to see, or has gone.</summary>
    public byte[] Environment()
    {
        try
        {
            return File.ReadAllBytes($"/proc/{Id}/environ");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static ProcessEntry? Read(int id)
    {
        try
        {
            // "17 (its name) S parent group session terminal … flags": the name may hold anything, brackets too. Source: man 5 proc.
            string text = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            bool ended = fields[0] is "Z" or "X";
            bool kernel = (Number<uint>(fields[6]) & KernelThread) != 0;
            return ended || kernel ? null : new ProcessEntry(id, Number<int>(fields[1]), Number<int>(fields[2]), Number<int>(fields[3]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static T Number<T>(string text)
        where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
}
