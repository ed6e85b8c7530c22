using System.Buffers.Binary;
using System.Security.Cryptography;
using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Layers;
using Sweep.Core.Losses;
using Sweep.Core.Optimizers;
using Sweep.Core.Training;
using Sweep.Strategies.Schedules;
using Sweep.Tests.Core.Numerics;

namespace Sweep.Tests.Core.Training;

public class TrainingCheckpointTests
{
    private static readonly TrainingPlan _plan =
        Clouds.Plan with { Network = Network.Perceptron(5, [], new Relu(), 3), Optimizer = new Adam { AmsGrad = true } };

    private static readonly TrainingCheckpoint _checkpoint = Interrupted.Checkpoints(_plan).First(checkpoint => checkpoint.Step == 6);

    private static readonly byte[] _bytes = Interrupted.Bytes(_checkpoint);

    public static TheoryData<string> OtherPlans() => [.. _otherPlans.Keys];

    [Fact]
    public void A_checkpoint_survives_the_trip_through_bytes()
    {
        var read = Interrupted.Read(_bytes);

        Assert.Equal(_bytes, Interrupted.Bytes(read));
        Assert.Equal((1, 6, 16), (read.Epoch, read.Step, read.RowsSeen)); // 4 steps an epoch, of 8 rows each but the last
        Assert.Equal(_checkpoint.Weights.ToArray(), read.Weights.ToArray());
        Assert.Equal(["largest_mean_square", "mean", "mean_square"], read.Optimizer.Memories.Keys.Order());
        Assert.Equal(_checkpoint.Epochs[0].Metrics, read.Epochs[0].Metrics);
        Assert.Equal(_checkpoint.Epochs[0].Duration, read.Epochs[0].Duration);
    }

    [Fact]
    public void Every_bit_of_a_number_survives()
    {
        float odd = BitConverter.UInt32BitsToSingle(0x7FC00001); // a NaN with a payload
        var checkpoint = _checkpoint with { Weights = new[] { odd, -0f, float.Epsilon }, LossSum = -0d, DivergedAtStep = 7 };

        var read = Interrupted.Copy(checkpoint);

        Assert.Equal(Interrupted.Bytes(checkpoint), Interrupted.Bytes(read));
        Assert.Equal(0x7FC00001u, BitConverter.SingleToUInt32Bits(read.Weights.Span[0]));
        Assert.Equal(7, read.DivergedAtStep);
    }

    [Fact]
    public void What_only_some_plans_have_survives_too()
    {
        var plan = Features.All(Features.HoldingBack);
        var checkpoint = Interrupted.Checkpoints(plan)[^1];

        var read = Interrupted.Copy(checkpoint);

        Assert.Equal(Interrupted.Bytes(checkpoint), Interrupted.Bytes(read));
        Assert.Equal(checkpoint.Best!.Weights.ToArray(), read.Best!.Weights.ToArray());
        Assert.Equal(checkpoint.Average!.Statistics.ToArray(), read.Average!.Statistics.ToArray());
        Assert.Equal(checkpoint.StepCurve.ToArray(), read.StepCurve.ToArray());
        Assert.Equal((checkpoint.Averaged, checkpoint.Batches), (read.Averaged, read.Batches));
        Assert.Equal(checkpoint.Epochs[^1].Monitored, read.Epochs[^1].Monitored);
        Assert.True(read.Batches > read.Step && read.Averaged > 0 && read.StepCurve.Length > 0);
    }

    [Fact]
    public void A_checkpoint_is_a_copy()
    {
        byte[] now = Interrupted.Bytes(_checkpoint);
        new Trainer(TimeProvider.System).Fit(_plan, new TrainingWatch { ResumeFrom = _checkpoint }, CancellationToken.None);

        Assert.Equal(now, Interrupted.Bytes(_checkpoint));
    }

    [Fact]
    public void A_checkpoint_cut_off_anywhere_is_refused()
    {
        for (int length = 0; length < _bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => Interrupted.Read(_bytes[..length]));
    }

    [Fact]
    public void A_checkpoint_with_a_flipped_bit_is_refused()
    {
        byte[] damaged = [.. _bytes];
        for (int bit = 0; bit < 8 * damaged.Length; bit++)
        {
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<InvalidDataException>(() => Interrupted.Read(damaged));
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void More_bytes_than_the_checkpoint_are_refused() =>
        Assert.Throws<InvalidDataException>(() => Interrupted.Read([.. _bytes, 0]));

    [Theory]
    [InlineData("", "This is no checkpoint of a training")]
    [InlineData("PAR1 and more", "This is no checkpoint of a training")]
    [InlineData("HSWEEPCP", "must end with the SHA-256 of itself; these 8 bytes do not: they are damaged or cut off")]
    [InlineData("HSWEEPCP\u0004\0\0\0 of the future", "has version 4; this program reads version 3")]
    public void What_is_no_checkpoint_of_ours_is_refused_with_the_reason(string text, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => Interrupted.Read(System.Text.Encoding.ASCII.GetBytes(text)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue / 4)]
    [InlineData(-1)]
    public void A_count_that_is_only_declared_takes_no_memory(int count)
    {
        // Somebody has put a number where he liked, and the right digest after it.
        const int Header = 12;
        for (int at = Header; at <= _bytes.Length - SHA256.HashSizeInBytes - sizeof(int); at++)
        {
            byte[] forged = [.. _bytes];
            BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(at), count);
            SHA256.HashData(forged.AsSpan(0, forged.Length - SHA256.HashSizeInBytes), forged.AsSpan(forged.Length - SHA256.HashSizeInBytes));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Interrupted.Read(forged);
            }
            catch (InvalidDataException)
            {
                // The one way to refuse it; any other exception fails the test.
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Theory]
    [MemberData(nameof(OtherPlans))]
    public void Another_plan_is_refused_with_what_is_different(string difference)
    {
        var error = Assert.Throws<InvalidDataException>(() => new Trainer(TimeProvider.System).Fit(
            _otherPlans[difference], new TrainingWatch { ResumeFrom = _checkpoint }, CancellationToken.None));

        Assert.Contains("belongs to another plan: it has \"" + difference, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schedules_are_told_apart_by_what_is_in_their_lists()
    {
        var checkpoint = Interrupted.Checkpoints(Clouds.Plan with { Schedule = After(2), Epochs = 3 })[0];

        checkpoint.Require(Clouds.Plan with { Schedule = After(2), Epochs = 3 });
        var error = Assert.Throws<InvalidDataException>(() => checkpoint.Require(Clouds.Plan with { Schedule = After(1), Epochs = 3 }));
        Assert.Contains("Boundaries = [2 epochs]", error.Message, StringComparison.Ordinal);
        Assert.Contains("Boundaries = [1 epoch]", error.Message, StringComparison.Ordinal);

        static Sequence After(int epochs) => new() { Schedules = [new Constant(), new Cosine()], Boundaries = [TrainingLength.Epochs(epochs)] };
    }

    [Fact]
    public void A_refusal_shows_both_plans_and_says_what_to_do()
    {
        var error = Assert.Throws<InvalidDataException>(() => _checkpoint.Require(_plan with { LearningRate = 0.25 }));

        Assert.Equal(
            "The checkpoint belongs to another plan: it has \"learning rate: 0.1\" where this one has \"learning rate: 0.25\". "
            + "Train this plan from the start, or from a checkpoint of its own.",
            error.Message);
    }

    [Fact]
    public void A_checkpoint_that_contradicts_its_own_plan_is_refused()
    {
        TrainingCheckpoint[] wrong =
        [
            _checkpoint with { Weights = new float[3] },
            _checkpoint with { Batches = 5 },
            _checkpoint with { Average = new WeightSnapshot(_checkpoint.Weights, _checkpoint.Statistics) },
            _checkpoint with { Best = new WeightSnapshot(_checkpoint.Weights, _checkpoint.Statistics) },
            _checkpoint with { Averaged = -1 },
            _checkpoint with { StepCurve = new double[3] },
            _checkpoint with { Statistics = new float[1] },
            _checkpoint with { Step = 5 },
            _checkpoint with { RowsSeen = 31 },
            _checkpoint with { RowsSeen = -1 },
            _checkpoint with { Epochs = [.. Enumerable.Repeat(_checkpoint.Epochs[0], 10)] },
        ];

        Assert.All(wrong, checkpoint => Assert.Throws<InvalidDataException>(() => checkpoint.Require(_plan)));
        _checkpoint.Require(_plan);
    }

    private static readonly Dictionary<string, TrainingPlan> _otherPlans = new()
    {
        ["seed: 1"] = _plan with { Seed = 2 },
        ["repeat: 0"] = _plan with { Repeat = 1 },
        ["fold: 0"] = _plan with { FoldNumber = 1 },
        ["epochs: 10"] = _plan with { Epochs = 11 },
        ["batch size: 8"] = _plan with { BatchSize = BatchSize.All },
        ["learning rate: 0.1"] = _plan with { LearningRate = Math.BitIncrement(0.1) },
        ["optimizer: Adam"] = _plan with { Optimizer = new Adam() },
        ["schedule: Constant"] = _plan with { Schedule = new Halved() },
        ["loss: CrossEntropy"] = _plan with { Loss = new BinaryCrossEntropy() },
        ["metrics: Accuracy"] = _plan with { Metrics = [] },
        ["accumulation: 1"] = _plan with { Accumulation = 2 },
        ["clipping: none"] = _plan with { Clipping = new Clipping { Limit = 1 } },
        ["average: none"] = _plan with { Average = new ExponentialAverage() },
        ["early stopping: none"] = _plan with { EarlyStopping = new EarlyStopping() },
        ["step curve: 0"] = _plan with { StepCurve = 1 },
        ["rows held back: 0"] = _plan with { Fold = _plan.Fold with { HeldBack = [30] } },
        ["divergence factor: 1000"] = _plan with { DivergenceFactor = 2 },
        ["network: [5]"] = _plan with { Network = Network.Perceptron(5, [2], new Relu(), 3) },
        ["training rows: 30"] = _plan with { Fold = _plan.Fold with { Training = [.. Enumerable.Range(1, 30)] } },
        ["validation rows: 15"] = _plan with { Fold = _plan.Fold with { Validation = [30] } },
        ["features: 45 × [5]"] = _plan with { Data = new Dataset(Clouds.Data.FeatureNames, Sample.Floats(45 * 5), TargetKind.Classes, Clouds.Data.Targets.ToArray(), Clouds.Data.Classes) },
        ["targets: Classes"] = _plan with { Data = new Dataset(Clouds.Data.FeatureNames, Clouds.Data.Features.Values.ToArray(), new int[45], Clouds.Data.Classes) },
        ["scaling: "] = _plan with { Scaler = Standardizer.None(5) },
    };

    private sealed record Halved : ISchedule
    {
        public double FactorAt(in ScheduleStep at) => 0.5;
    }
}
