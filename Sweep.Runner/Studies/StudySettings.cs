using YamlDotNet.RepresentationModel;

namespace Sweep.Runner.Studies;

/// <summary>What a study file says as a flat list: every value by its path, so that two files can be told apart value by value.</summary>
internal static class StudySettings
{
    /// <summary>Lists the values of a YAML document.</summary>
    public static IReadOnlyDictionary<string, string> Of(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(stream.Documents[0].RootNode, "");
        return settings;

        void Add(YamlNode node, string path)
        {
            switch (node)
            {
                case YamlMappingNode mapping:
                    foreach (var (key, value) in mapping.Children)
                        Add(value, path.Length == 0 ? $"{key}" : $"{path}.{key}");
                    break;
                case YamlSequenceNode list:
                    foreach (var (index, value) in list.Children.Index())
                        Add(value, $"{path}[{index}]");
                    if (list.Children.Count == 0)
                        settings[path] = "[]";
                    break;
                default:
                    settings[path] = ((YamlScalarNode)node).Value ?? "";
                    break;
            }
        }
    }
}
