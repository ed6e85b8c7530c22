using System.Text.RegularExpressions;

namespace Sweep.Tests.Conventions;

/// <summary>Arrows only point down: a folder uses what this map allows, by its using lines.</summary>
public partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> _mayUse = new()
    {
        ["Sweep.Core.Numerics"] = [],
        ["Sweep.Core.Parquet"] = ["Contracts"],
        ["Sweep.Core.Contracts"] = ["Numerics"],
        ["Sweep.Core.Statistics"] = ["Contracts"],
        ["Sweep.Core.Data"] = ["Contracts", "Numerics", "Parquet"],
        ["Sweep.Core.Profiles"] = ["Contracts", "Data"],
        ["Sweep.Core.Initializers"] = ["Contracts", "Numerics"],
        ["Sweep.Core.Layers"] = ["Contracts", "Numerics"],
        ["Sweep.Core.Losses"] = ["Contracts", "Numerics"],
        ["Sweep.Core.Metrics"] = ["Contracts", "Numerics"],
        ["Sweep.Core.Optimizers"] = ["Contracts", "Numerics"],
        ["Sweep.Core.Training"] = ["Contracts", "Data", "Initializers", "Layers", "Numerics"],
        ["Sweep.Strategies.Pruners"] = [],
        ["Sweep.Strategies.RangeTest"] = ["Search"],
        ["Sweep.Strategies.Schedules"] = [],
        ["Sweep.Runner.RangeTests"] = ["Ledger", "Objectives", "Results", "Studies"],
        ["Sweep.Strategies.Search"] = [],
        ["Sweep.Strategies.Validation"] = [],
        ["Sweep.Runner"] = ["Commands"],
        ["Sweep.Runner.Processes"] = [],
        ["Sweep.Runner.Objectives"] = ["Processes"],
        ["Sweep.Runner.Components"] = ["Objectives"],
        ["Sweep.Runner.Studies"] = ["Objectives", "Processes"],
        ["Sweep.Runner.Trials"] = ["Objectives", "Studies"],
        ["Sweep.Runner.Ledger"] = ["Objectives", "Studies", "Trials"],
        ["Sweep.Runner.Results"] = ["Ledger", "Objectives", "Studies", "Trials"],
        ["Sweep.Runner.Ranking"] = ["Objectives", "Studies", "Trials"],
        ["Sweep.Runner.Progress"] = ["Objectives", "RangeTests", "Studies", "Trials"],
        ["Sweep.Runner.Executors"] = ["Ledger", "Objectives", "Processes", "Progress", "RangeTests", "Results", "Studies", "Trials"],
        ["Sweep.Runner.Hosting"] = ["Executors"],
        ["Sweep.Runner.Reports"] = [],
        ["Sweep.Runner.Commands"] = ["Components", "Executors", "Hosting", "Ledger", "Objectives", "Progress", "RangeTests", "Ranking", "Reports", "Results", "Studies", "Trials"],
    };

    private static readonly Dictionary<string, string[]> _projects = new()
    {
        ["Sweep.Core"] = ["Sweep.Core"],
        ["Sweep.Strategies"] = ["Sweep.Core", "Sweep.Strategies"],
        ["Sweep.Runner"] = ["Sweep.Core", "Sweep.Strategies", "Sweep.Runner"],
    };

    public static TheoryData<string> Files() => [.. _projects.Keys.SelectMany(Repository.Sources)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_uses_only_what_lies_below_its_folder(string path)
    {
        string project = path[..path.IndexOf('/', StringComparison.Ordinal)];
        string folder = Path.GetDirectoryName(path)!.Replace('/', '.');
        Assert.True(_mayUse.ContainsKey(folder), $"{folder} is not on the map of ArrowTests: say what it may use.");

        foreach (Match match in UsingLine().Matches(Repository.Read(path)))
        {
            string used = match.Groups["name"].Value;
            string usedProject = string.Join('.', used.Split('.').Take(2));
            Assert.Contains(usedProject, _projects[project]);
            if (usedProject == project)
                Assert.Contains(used[(usedProject.Length + 1)..], _mayUse[folder]);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_one_type_and_has_its_name_and_its_folder_s_namespace(string path)
    {
        string text = Repository.Read(path);
        string[] types = [.. TypeLine().Matches(text).Select(match => match.Groups["name"].Value)];
        if (Path.GetFileName(path) == "Program.cs")
            return;

        Assert.Equal([Path.GetFileNameWithoutExtension(path)], types);
        Assert.Contains($"namespace {Path.GetDirectoryName(path)!.Replace('/', '.')};", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^using (static )?(?<name>Sweep\.[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^(?:public|internal)[\w ]*? (?:class|record struct|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
