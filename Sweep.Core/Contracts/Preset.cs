namespace Sweep.Core.Contracts;

/// <summary>Settings of a component that go together under a name: the conventions of a library, for example.</summary>
/// <typeparam name="T">The contract that the component fulfils.</typeparam>
/// <param name="Name">The name that study files use.</param>
/// <param name="Create">Makes the component with these settings.</param>
public sealed record Preset<T>(string Name, Func<T> Create);
