using Sweep.Tests.Conventions;

namespace Sweep.Tests.Runner;

/// <summary>The example of a study of a command, on its real data, with fewer settings, folds and epochs.</summary>
public class AnyCommandStudyTests
{
    [Fact(Timeout = CommandStudy.Milliseconds)]
    public void It_finds_what_is_known_of_it_and_the_same_bits_with_one_worker_and_with_two()
    {
        string folder = Path.Combine(Repository.Root, "studies/any-command");
        string text = File.ReadAllText(Path.Combine(folder, "study.yaml"));
        foreach (var (from, to) in new[]
        {
            ("train.py", Path.Combine(folder, "train.py")),
            ("../data/digits.csv", Path.Combine(Repository.Root, "studies/data/digits.csv")),
            ("--epochs, 3", "--epochs, 1"),
            ("folds: 5", "folds: 2"),
            ("max: 10, points: 6", "max: 0.1, points: 2"),
        })
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
        using var study = new CommandStudy(text);

        Assert.Equal(0, HyperSweep.Run("check", folder).ExitCode);
        Assert.Equal(study.DigestOf("one", "--workers", "1"), study.DigestOf("results", "--workers", "2"));

        double[] accuracy = study.Column<double>("trials", "objective");
        Assert.Equal(["logistic", "logistic", "perceptron", "perceptron"], study.Column<string>("trials", "loss"));
        Assert.InRange(accuracy[1], 0.88, 1);
        Assert.True(accuracy[0] < accuracy[1] - 0.1, "Logistic regression needs a higher rate than 0.0001.");
        Assert.Equal(accuracy[2], accuracy[3], tolerance: 0.02);
    }
}
