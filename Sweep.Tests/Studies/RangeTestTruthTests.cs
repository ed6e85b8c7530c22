using System.Globalization;
using Sweep.Core.Optimizers;
using Sweep.Tests.Conventions;
using Sweep.Tests.Runner;

namespace Sweep.Tests.Studies;

/// <summary>The range test of the study range-test, done anew with all its settings, against the rates that the study's README tells of the grid.</summary>
public class RangeTestTruthTests
{
    [Fact]
    public void The_interval_of_every_optimizer_is_the_one_of_the_README_and_holds_a_rate_as_good_as_the_best_of_the_grid()
    {
        using var folder = new TemporaryFolder();
        var test = HyperSweep.Run("range-test", Path.Combine(Repository.Root, "studies/range-test"), "--output", folder.Path, "--format", "csv");
        Assert.Equal(0, test.ExitCode);
        var found = test.Output.Split('\n').Select(line => line.Split(',').Select(field => field.Trim('"')).ToArray()).Where(fields => fields.Length > 3 && fields[1] == "-1")
           .ToDictionary(fields => fields[0], fields => (Low: Number(fields[4]), High: Number(fields[5])));

        // optimizer, interval, best rate, mean, standard error, rates that are as good, whether they are in the interval
        string[][] rows =
        [
            .. Repository.Read("studies/range-test/README.md").Split('\n')
                .Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(row => row.Length == 7 && row[6] is "yes" or "no"),
        ];
        Assert.Equal(UpdateRules.Catalog.Names, rows.Select(row => row[0]).Order(StringComparer.Ordinal));
        Assert.All(rows, row =>
        {
            var (low, high) = found[row[0]];
            Assert.Equal(row[1], FormattableString.Invariant($"{low:G3} … {high:G3}"));
            Assert.True(high / low < 10, row[0]);
            Assert.Contains(row[5].Split(", ").Select(Number), rate => rate >= low && rate <= high);
        });
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
