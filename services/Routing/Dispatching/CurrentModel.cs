using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Routing.Dispatching;

/// <summary>The trained model in use, in memory: detection a text asks no database.</summary>
public sealed class CurrentModel(Database database) : IRefreshableSnapshot, IDisposable
{
    /// <summary>As many as an operator reads.</summary>
    const int Likeliest = 3;

    /// <summary>What is less likely is no suggestion.</summary>
    const double Least = 0.02;

    readonly SemaphoreSlim refreshing = new(1);
    volatile Kept? kept;

    sealed record Kept(int Version, TextModel Model);

    sealed record Active(int Version);

    sealed record Stored(int Version, byte[] Bytes);

    /// <returns>Null when there is no model yet, or when it knows nothing of the text.</returns>
    public MatterPrediction? Read(string text)
    {
        if (kept is not { } now)
            return null;
        var (sure, ranked) = now.Model.Likeliest(text, Likeliest);
        PredictedMatter[] matters = [.. ranked.Where(r => r.Probability >= Least)
            .Select(r => new PredictedMatter(new(r.Label), r.Probability, r.Phrases))];
        return matters.Length == 0 ? null : new(now.Version, matters, !sure);
    }

    /// <summary>Whoever activates another model calls this before answering.</summary>
    public async Task Refresh(CancellationToken cancel)
    {
        await refreshing.WaitAsync(cancel);
        try
        {
            var active = await database.ReadOne<Active>(Which, new { ModelBytes.Mark }, cancel);
            if (active is null || active.Version == kept?.Version)
                return;
            if (await database.ReadOne<Stored>(Load, new { active.Version }, cancel) is { } stored)
                kept = new(stored.Version, ModelBytes.Read(stored.Bytes));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    // One of an earlier form is as none: TrainNightly makes another.
    const string Which = Telemetry.Quiet + """
        select version from matter_model where active and substring(bytes from 1 for 4) = @Mark
        """;

    const string Load = "select version, bytes from matter_model where version = @Version";
}
