namespace Dispatch.Tests.TestService;

/// <summary>A sweep that throws what a test has written into its table, for as long as it stands there.</summary>
sealed class Stumble(Database database, Sweeps sweeps) : Sweep(sweeps)
{
    protected override async Task<TimeSpan> Pass(CancellationToken cancel) =>
        await database.ReadOne<string?>("select what from stumble limit 1", null, cancel) is { } what
            ? throw new InvalidOperationException(what)
            : TimeSpan.FromMilliseconds(200);
}
