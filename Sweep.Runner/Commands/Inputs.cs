using System.CommandLine;
using System.Globalization;
using Sweep.Core.Contracts;

namespace Sweep.Runner.Commands;

/// <summary>The arguments and options of commands, checked as they are read.</summary>
internal static class Inputs
{
    /// <summary>The study that a command is about.</summary>
    public static Argument<string> Study() => Path("STUDY", "A study file, or the folder that holds it as study.yaml.");

    /// <summary>A path that must be given.</summary>
    public static Argument<string> Path(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                result.AddError($"{name} must not be empty.");
        });
        return argument;
    }

    /// <summary>A path that can be given.</summary>
    public static Option<string?> OptionalPath(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                result.AddError($"{name} must not be empty.");
        });
        return option;
    }

    /// <summary>A whole number of at least 1 that can be given.</summary>
    public static Option<int> Count(string name, string helpName, string description, int otherwise) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
                return count;
            result.AddError($"{name} must be a whole number of at least 1; got {Shown.Quoted(text)}.");
            return otherwise;
        },
    };
}
