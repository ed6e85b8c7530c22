using Sweep.Core.Contracts;
using Sweep.Core.Data;
using Sweep.Core.Losses;
using Sweep.Runner.Objectives;

namespace Sweep.Runner.Studies;

/// <summary>Reads what a row of each class counts in the loss: "balanced", or a weight for each class.</summary>
internal static class ClassWeightReader
{
    /// <summary>Gives every fold its weights.</summary>
    /// <param name="node">The value; none where all rows count the same.</param>
    /// <param name="loss">The loss that they are for.</param>
    /// <param name="lossNode">Where it is named.</param>
    /// <param name="data">The rows.</param>
    /// <param name="folds">The folds.</param>
    public static TrainingFold[] Read(StudyNode? node, ILoss loss, StudyNode lossNode, Dataset data, TrainingFold[] folds)
    {
        if (node is null)
            return folds;
        if (loss is not IClassWeighted)
        {
            var weighted = LossFunctions.Catalog.Names.Where(name => LossFunctions.Catalog.Create(name) is IClassWeighted);
            throw node.Error($"{ComponentReader.KindOf(lossNode)} has no class weights. Leave them out, or use one of: {string.Join(", ", weighted)}.");
        }
        if (!node.IsScalar)
        {
            var section = node.Section(data.Classes);
            double[] weights = [.. data.Classes.Select(name => section.Get(name)).Select(weight => weight.Checked(() => Check.NotNegative(weight.Number(), "ClassWeight")))];
            var all = node.Checked(() => new ClassWeights(weights));
            return [.. folds.Select(fold => fold with { ClassWeights = all })];
        }
        if (node.Text() != "balanced")
            throw node.Error($"class weights must be balanced, or a mapping with a weight for each class; got {Shown.Quoted(node.Text())}.");
        int[] classes = data.ClassOfRows()!;
        return [.. folds.Select(fold => fold with { ClassWeights = Balanced(node, data, classes, fold.Rows.Training) })];
    }

    private static ClassWeights Balanced(StudyNode node, Dataset data, int[] classes, ReadOnlySpan<int> rows)
    {
        var counts = new int[data.Classes.Count];
        foreach (int row in rows)
            counts[classes[row]]++;
        int absent = Array.IndexOf(counts, 0);
        return absent < 0
            ? ClassWeights.Balanced(counts)
            : throw node.Error($"a fold has no training row of class {Shown.Plain(data.Classes[absent])}, and so no balanced weight for it. Use stratified_k_fold, or give weights.");
    }
}
