using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweep.Core.Contracts;

namespace Sweep.Core.Training;

/// <summary>Checkpoints as bytes: a name, a version, the numbers little-endian one after another, and the SHA-256 of all that.</summary>
/// <remarks>Nothing is interpreted before the digest has been compared; even then a count is believed only if its bytes are there.</remarks>
internal static class CheckpointFile
{
    private const int Version = 3;
    private const int HeaderBytes = 12;

    private static ReadOnlySpan<byte> Name => "HSWEEPCP"u8;

    public static void Write(TrainingCheckpoint checkpoint, Stream stream)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Name);
            writer.Write(Version);
            Write(checkpoint, writer);
        }
        var written = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        stream.Write(written);
        stream.Write(SHA256.HashData(written));
    }

    public static TrainingCheckpoint Read(Stream stream)
    {
        byte[] bytes = ReadVerified(stream);
        using var reader = new BinaryReader(new MemoryStream(bytes, HeaderBytes, bytes.Length - HeaderBytes - SHA256.HashSizeInBytes));
        try
        {
            var checkpoint = ReadCheckpoint(reader);
            if (Left(reader) > 0)
                throw new InvalidDataException($"{Left(reader)} bytes are left over");
            return checkpoint;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or InvalidDataException)
        {
            throw new InvalidDataException($"The checkpoint is whole and makes no sense: {Shown.Sentence(e.Message)} Train from the start.", e);
        }
    }

    private static byte[] ReadVerified(Stream stream)
    {
        byte[] header = new byte[HeaderBytes];
        int length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (!header.AsSpan(0, length).StartsWith(Name))
            throw new InvalidDataException("This is no checkpoint of a training: it does not begin with the name of one.");
        int version = length < HeaderBytes ? Version : BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(Name.Length));
        if (version != Version)
            throw new InvalidDataException($"The checkpoint has version {version}; this program reads version {Version}. Train from the start.");

        using var all = new MemoryStream();
        all.Write(header, 0, length);
        // What is declared takes no memory; only what is there does.
        stream.CopyTo(all);
        byte[] bytes = all.ToArray();
        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < HeaderBytes || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new InvalidDataException(
                $"The checkpoint must end with the SHA-256 of itself; these {bytes.Length} bytes do not: they are damaged or cut off. "
                + "Train from the start.");
        return bytes;
    }

    private static void Write(TrainingCheckpoint checkpoint, BinaryWriter writer)
    {
        writer.Write(checkpoint.Plan);
        writer.Write(checkpoint.Epochs.Count);
        foreach (var epoch in checkpoint.Epochs)
            Write(epoch, writer);
        writer.Write(checkpoint.Step);
        writer.Write(checkpoint.Batches);
        writer.Write(checkpoint.RowsSeen);
        writer.Write(checkpoint.LossSum);
        writer.Write(checkpoint.LossAtStart);
        writer.Write(checkpoint.LearningRate);
        writer.Write(checkpoint.GradientNorm);
        writer.Write(checkpoint.DivergedAtStep ?? 0); // steps count from 1
        writer.Write((int)(checkpoint.DivergedBy ?? 0)); // and reasons, too
        writer.Write(checkpoint.EpochDuration.Ticks);
        Write(checkpoint.Weights.Span, writer);
        Write(checkpoint.Statistics.Span, writer);
        Write(checkpoint.Optimizer, writer);
        Write(checkpoint.Best, writer);
        Write(checkpoint.Average, writer);
        writer.Write(checkpoint.Averaged);
        writer.Write(checkpoint.StepCurve.Length);
        foreach (double value in checkpoint.StepCurve.Span)
            writer.Write(value);
    }

    private static TrainingCheckpoint ReadCheckpoint(BinaryReader reader) => new()
    {
        Plan = reader.ReadString(),
        Epochs = ReadEpochs(reader),
        Step = reader.ReadInt64(),
        Batches = reader.ReadInt64(),
        RowsSeen = reader.ReadInt32(),
        LossSum = reader.ReadDouble(),
        LossAtStart = reader.ReadDouble(),
        LearningRate = reader.ReadDouble(),
        GradientNorm = reader.ReadDouble(),
        DivergedAtStep = reader.ReadInt64() is not 0 and var step ? step : null,
        DivergedBy = ReadReason(reader),
        EpochDuration = new TimeSpan(reader.ReadInt64()),
        Weights = ReadFloats(reader),
        Statistics = ReadFloats(reader),
        Optimizer = ReadOptimizer(reader),
        Best = ReadSnapshot(reader),
        Average = ReadSnapshot(reader),
        Averaged = reader.ReadInt64(),
        StepCurve = ReadDoubles(reader),
    };

    private static DivergenceReason? ReadReason(BinaryReader reader) => (DivergenceReason)reader.ReadInt32() switch
    {
        0 => null,
        var reason when Enum.IsDefined(reason) => reason,
        var unknown => throw new InvalidDataException($"there is no divergence of kind {(int)unknown}"),
    };

    private static void Write(EpochResult epoch, BinaryWriter writer)
    {
        writer.Write(epoch.Step);
        writer.Write(epoch.LearningRate);
        writer.Write(epoch.TrainLoss);
        writer.Write(epoch.ValidationLoss);
        writer.Write(epoch.Metrics.Count);
        foreach (double metric in epoch.Metrics)
            writer.Write(metric);
        writer.Write(epoch.GradientNorm);
        writer.Write(epoch.Duration.Ticks);
        writer.Write(epoch.Monitored);
    }

    private static EpochResult[] ReadEpochs(BinaryReader reader)
    {
        const int LeastBytes = 60;
        var epochs = new EpochResult[ReadCount(reader, LeastBytes)];
        for (int i = 0; i < epochs.Length; i++)
        {
            epochs[i] = new EpochResult(
                i + 1, reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), ReadDoubles(reader),
                reader.ReadDouble(), new TimeSpan(reader.ReadInt64()))
            {
                Monitored = reader.ReadDouble(),
            };
        }
        return epochs;
    }

    private static void Write(OptimizerSnapshot optimizer, BinaryWriter writer)
    {
        writer.Write(optimizer.Step);
        writer.Write(optimizer.Memories.Count);
        foreach (var (name, values) in optimizer.Memories.OrderBy(memory => memory.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            Write(values.Span, writer);
        }
        writer.Write(optimizer.Numbers.Count);
        foreach (var (name, value) in optimizer.Numbers.OrderBy(number => number.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    private static OptimizerSnapshot ReadOptimizer(BinaryReader reader)
    {
        const int LeastMemoryBytes = 5, LeastNumberBytes = 9;
        long step = reader.ReadInt64();
        var memories = new Dictionary<string, ReadOnlyMemory<float>>();
        for (int left = ReadCount(reader, LeastMemoryBytes); left > 0; left--)
            memories.Add(reader.ReadString(), ReadFloats(reader));
        var numbers = new Dictionary<string, double>();
        for (int left = ReadCount(reader, LeastNumberBytes); left > 0; left--)
            numbers.Add(reader.ReadString(), reader.ReadDouble());
        return new OptimizerSnapshot(step, memories, numbers);
    }

    private static void Write(WeightSnapshot? snapshot, BinaryWriter writer)
    {
        writer.Write(snapshot is not null);
        if (snapshot is null)
            return;
        Write(snapshot.Weights.Span, writer);
        Write(snapshot.Statistics.Span, writer);
    }

    private static WeightSnapshot? ReadSnapshot(BinaryReader reader) =>
        reader.ReadBoolean() ? new WeightSnapshot(ReadFloats(reader), ReadFloats(reader)) : null;

    private static double[] ReadDoubles(BinaryReader reader)
    {
        var values = new double[ReadCount(reader, sizeof(double))];
        foreach (ref double value in values.AsSpan())
            value = reader.ReadDouble();
        return values;
    }

    private static void Write(ReadOnlySpan<float> values, BinaryWriter writer)
    {
        writer.Write(values.Length);
        if (BitConverter.IsLittleEndian)
            writer.Write(MemoryMarshal.AsBytes(values));
        else
            foreach (float value in values)
                writer.Write(value);
    }

    private static float[] ReadFloats(BinaryReader reader)
    {
        var values = new float[ReadCount(reader, sizeof(float))];
        if (BitConverter.IsLittleEndian)
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        else
            foreach (ref float value in values.AsSpan())
                value = reader.ReadSingle();
        return values;
    }

    private static int ReadCount(BinaryReader reader, int bytesEach)
    {
        int count = reader.ReadInt32();
        return count >= 0 && count <= Left(reader) / bytesEach
            ? count
            : throw new InvalidDataException($"{count} items of at least {bytesEach} bytes do not fit into the {Left(reader)} bytes that are left");
    }

    private static long Left(BinaryReader reader) => reader.BaseStream.Length - reader.BaseStream.Position;
}
