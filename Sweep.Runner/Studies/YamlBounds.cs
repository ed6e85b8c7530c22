using Sweep.Core.Contracts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweep.Runner.Studies;

/// <summary>How deep and how large a YAML document may be, its aliases written out. Looked at before it is loaded.</summary>
/// <remarks>
/// Loading calls itself for every level, and a stack that overflows cannot be caught; nor can that of a node that holds itself. A few lines of
/// aliases to lists of aliases stand for more values than there is memory.
/// </remarks>
internal static class YamlBounds
{
    private const int MostLevels = 50;
    private const int MostValues = 100_000;

    /// <summary>Makes sure that a document can be loaded.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="InputException">It is too deep or too large, or a part of it holds itself.</exception>
    public static void Require(string text, string file)
    {
        var parser = new Parser(new StringReader(text));
        var open = new Stack<(AnchorName Anchor, int Values, int Levels)>();
        var anchored = new Dictionary<AnchorName, (int Values, int Levels)>();
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case SequenceStart or MappingStart:
                    open.Push((((NodeEvent)parser.Current).Anchor, 1, 1));
                    Within(open.Count, MostLevels);
                    break;
                case SequenceEnd or MappingEnd:
                    var (anchor, values, levels) = open.Pop();
                    Add(anchor, values, levels);
                    break;
                case Scalar scalar:
                    Add(scalar.Anchor, 1, 0);
                    break;
                case AnchorAlias alias when open.Any(node => node.Anchor == alias.Value):
                    throw Refused($"the alias *{Shown.Plain(alias.Value.Value)} stands inside of what it stands for. Write out what is meant.");
                case AnchorAlias alias:
                    var (size, depth) = anchored.GetValueOrDefault(alias.Value, (1, 0));
                    Add(AnchorName.Empty, size, depth);
                    break;
            }
        }

        void Add(AnchorName anchor, int values, int levels)
        {
            if (!anchor.IsEmpty)
                anchored[anchor] = (values, levels);
            Within(open.Count + levels, MostLevels);
            if (!open.TryPop(out var parent))
                return;
            if (parent.Values + values > MostValues)
                throw Refused($"no study file has more than {MostValues} values, its aliases written out.");
            open.Push((parent.Anchor, parent.Values + values, Math.Max(parent.Levels, levels + 1)));
        }

        void Within(int levels, int most)
        {
            if (levels > most)
                throw Refused($"no study file nests more than {most} levels deep.");
        }

        InputException Refused(string message) => new($"{file}, line {parser.Current!.Start.Line}: {message}");
    }
}
