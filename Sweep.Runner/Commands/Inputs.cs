using System.CommandLine;
using System.Globalization;
using Sweep.Core.Contracts;
using Sweep.Runner.Studies;

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

    /// <summary>The results folder of a study.</summary>
    public static string ResultsOf(string study, string? output) =>
        output ?? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(StudyReader.FileOf(study)) ?? "", "results");

    /// <summary>Reads what may be large and is only read, so that an interruption need not wait for its end.</summary>
    public static Task<T> ReadAsync<T>(Func<T> read, CancellationToken cancellation) => Task.Run(read, cancellation).WaitAsync(cancellation);

    /// <summary>A whole number of at least 1 that can be given.</summary>
    public static Option<int?> OptionalCount(string name, string helpName, string description) => Parsed<int?>(
        name, helpName, description, "a whole number of at least 1",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 ? count : null);

    /// <summary>A number above 0 that can be given.</summary>
    public static Option<double?> OptionalPositive(string name, string helpName, string description) => Parsed<double?>(
        name, helpName, description, "a number above 0",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 && double.IsFinite(number) ? number : null);

    /// <summary>A length of time that can be given.</summary>
    public static Option<TimeSpan?> OptionalDuration(string name, string helpName, string description) => Parsed<TimeSpan?>(
        name, helpName, description, SettingDuration.Allowed,
        text => SettingDuration.TryParse(text, out var duration) ? duration : null);

    /// <summary>One of a few words, the first unless another is given.</summary>
    public static Option<string> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static Option<T> Parsed<T>(string name, string helpName, string description, string allowed, Func<string, T> parse) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            var value = parse(text);
            if (value is null)
                result.AddError($"{name} must be {allowed}; got {Shown.Quoted(text)}.");
            return value;
        },
    };
}
