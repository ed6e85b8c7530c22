using Sweep.Runner.Objectives;
using Sweep.Strategies.Validation;

namespace Sweep.Runner.Studies;

/// <summary>The section "validation" of a study that trains a network, as far as it is understood before the data is read.</summary>
internal sealed class ValidationSection
{
    // More than anybody needs and less than would keep a machine busy before the first fit.
    private const int MostRepeats = 1_000;
    private const int MostSeeds = 1_000;
    private const string FoldsKey = "folds";
    private const string ShuffleKey = "shuffle";
    private const string RepeatsKey = "repeats";
    private const string GroupsKey = "groups";
    private const string FoldKey = "fold";
    private const string InnerKey = "inner";

    private ValidationSection(StudyNode kind, ISplitter splitter, StudySection section)
    {
        (Kind, Splitter) = (kind, splitter);
        At = section.Find(FoldsKey) ?? kind;
    }

    /// <summary>Where the kind is named.</summary>
    public StudyNode Kind { get; }

    /// <summary>What a message about the folds points at.</summary>
    public StudyNode At { get; }

    /// <summary>What splits the rows.</summary>
    public ISplitter Splitter { get; }

    /// <summary>How often they are split.</summary>
    public int Repeats { get; private init; } = 1;

    /// <summary>Whether they are shuffled before.</summary>
    public bool Shuffle { get; private init; }

    /// <summary>How many trainings there are on the same rows.</summary>
    public int Seeds { get; private init; } = 1;

    /// <summary>The column that says which rows belong together.</summary>
    public StudyNode? Groups { get; private init; }

    /// <summary>The column that says in which fold a row is judged.</summary>
    public StudyNode? Fold { get; private init; }

    /// <summary>What splits the training rows of each fold, to choose by; null: nothing is chosen there.</summary>
    public ValidationSection? Inner { get; private init; }

    /// <summary>Reads the section.</summary>
    public static ValidationSection Read(StudyNode node)
    {
        var (kind, splitter, section) = Open(node, ShuffleKey, RepeatsKey, "seeds", GroupsKey, FoldKey, InnerKey);
        bool shuffle = ReadShuffle(section, splitter, kind, unlessSaid: true);
        var inner = section.Find(InnerKey) is { } innerNode ? ReadInner(innerNode, kind, splitter, shuffle) : null;
        var needs = splitter.Needs | (inner?.Splitter.Needs ?? SplitNeeds.None);
        return new ValidationSection(kind, splitter, section)
        {
            Shuffle = shuffle,
            Repeats = ReadRepeats(section, splitter, kind, shuffle),
            Seeds = section.Find("seeds")?.Count(MostSeeds, "Seeds") ?? 1,
            Groups = ReadColumn(section, GroupsKey, inner is not null && needs.HasFlag(SplitNeeds.Groups) && !splitter.Needs.HasFlag(SplitNeeds.Groups) ? inner.Kind : kind, needs.HasFlag(SplitNeeds.Groups),
                "does not look at groups: rows of one would be learned from and judged by. Use group_k_fold, or leave it out.", "needs to know which rows belong together"),
            Fold = ReadColumn(section, FoldKey, kind, splitter.Needs.HasFlag(SplitNeeds.Folds),
                "makes its own folds. Use predefined, or leave it out.", "needs to know in which fold each row is judged"),
            Inner = inner,
        };
    }

    private static ValidationSection ReadInner(StudyNode node, StudyNode outerKind, ISplitter outer, bool shuffle)
    {
        var (kind, splitter, section) = Open(node.RequireKeys("{ kind: stratified_k_fold, folds: 3 }"), ShuffleKey);
        bool innerShuffle = ReadShuffle(section, splitter, kind, unlessSaid: shuffle);
        if (splitter.Needs.HasFlag(SplitNeeds.Folds))
            throw kind.Error("a column gives the folds of all rows, not those of the training rows of each fold. Use another kind here.");
        if (outer.Needs.HasFlag(SplitNeeds.Groups) && !splitter.Needs.HasFlag(SplitNeeds.Groups))
            throw kind.Error($"{outerKind.Text()} keeps groups whole, and {kind.Text()} would not. Use group_k_fold, for example.");
        if (outer.Order == SplitOrder.Time && splitter.Order != SplitOrder.Time && !(splitter is HoldOut && !innerShuffle))
            throw kind.Error($"{outerKind.Text()} learns from earlier rows alone, and {kind.Text()} would learn from later ones, too. Use time_series, or hold_out, which takes the last rows.");
        return new ValidationSection(kind, splitter, section) { Shuffle = innerShuffle };
    }

    private static (StudyNode Kind, ISplitter Splitter, StudySection Section) Open(StudyNode node, params string[] further)
    {
        var splitter = ComponentReader.ReadKind(node, Splitters.Catalog).Component;
        var settings = ComponentSettings.Of(splitter);
        var section = node.Section(["kind", .. settings.Keys, .. further]);
        foreach (string required in ComponentSettings.Required(splitter))
            section.Get(required);
        ComponentReader.Set(section, splitter, settings);
        return (section.Get("kind"), splitter, section);
    }

    private static bool ReadShuffle(StudySection section, ISplitter splitter, StudyNode kind, bool unlessSaid)
    {
        if (section.Find(ShuffleKey) is not { } node)
            return splitter.Order != SplitOrder.Time && (unlessSaid || splitter.Order == SplitOrder.Drawn);
        bool shuffle = node.Flag();
        return (splitter.Order, shuffle) switch
        {
            (SplitOrder.Time, true) => throw node.Error($"{kind.Text()} takes rows in their order, which is that of time. Leave it out."),
            (SplitOrder.Fixed, true) => throw node.Error($"{kind.Text()} has the same folds in any order. Leave it out."),
            (SplitOrder.Drawn, false) => throw node.Error($"{kind.Text()} draws rows by chance. Leave it out, or use another kind."),
            _ => shuffle,
        };
    }

    private static int ReadRepeats(StudySection section, ISplitter splitter, StudyNode kind, bool shuffle)
    {
        if (section.Find(RepeatsKey) is not { } node)
            return 1;
        int repeats = node.Count(MostRepeats, "Repeats");
        if (repeats == 1)
            return 1;
        return splitter.Order switch
        {
            SplitOrder.Fixed or SplitOrder.Time => throw node.Error($"every repeat of {kind.Text()} has the same folds. Use 1 repeat; seeds trains several times on the same folds."),
            SplitOrder.Free when !shuffle => throw node.Error("without shuffling every repeat has the same folds. Use 1 repeat, or shuffle."),
            _ => repeats,
        };
    }

    private static StudyNode? ReadColumn(StudySection section, string key, StudyNode kind, bool isNeeded, string notNeeded, string needed)
    {
        var column = section.Find(key);
        if (column is not null && !isNeeded)
            throw column.Error($"{kind.Text()} {notNeeded}");
        if (column is null && isNeeded)
            throw section.Node.Error($"{kind.Text()} {needed}, and the key \"{key}\" is missing. Name the column that says so: {key}: COLUMN.");
        return column;
    }
}
