using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Routing.Dispatching;

/// <summary>The model in use, held in memory, so that a prediction needs no database.</summary>
public sealed class CurrentModel(Database database) : IRefreshableSnapshot, IDisposable
{
    /// <summary>An operator reads no more suggestions than this.</summary>
    const int MaxMatters = 3;

    /// <summary>Matters that are less likely than this are left out.</summary>
    const double MinProbability = 0.02;

    readonly SemaphoreSlim refreshing = new(1);
    volatile Loaded? loaded;

    sealed record Loaded(int Version, TextModel Model);

    sealed record Active(int Version);

    sealed record Stored(int Version, byte[] Bytes);

    /// <summary>Predicts the matter of a text.</summary>
    /// <returns>Null when no model is loaded yet, or when it knows no word of the text.</returns>
    public MatterPrediction? Read(string text)
    {
        if (loaded is not { } now)
            return null;
        var (sure, ranked) = now.Model.Likeliest(text, MaxMatters);
        PredictedMatter[] matters = [.. ranked.Where(r => r.Probability >= MinProbability)
            .Select(r => new PredictedMatter(new(r.Label), r.Probability, r.Phrases))];
        return matters.Length == 0 ? null : new(now.Version, matters, !sure);
    }

    /// <summary>Loads the active model if it is another than before; called also right after an activation.</summary>
    public async Task Refresh(CancellationToken cancel)
    {
        await refreshing.WaitAsync(cancel);
        try
        {
            var active = await database.ReadOne<Active>(SelectActive, new { ModelBytes.Mark }, cancel);
            if (active is null || active.Version == loaded?.Version)
                return;
            if (await database.ReadOne<Stored>(SelectBytes, new { active.Version }, cancel) is { } stored)
                loaded = new(stored.Version, ModelBytes.Read(stored.Bytes));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    // A model of an earlier format counts as none; TrainNightly then trains another.
    const string SelectActive = Telemetry.Quiet + """
        select version from matter_model where active and substring(bytes from 1 for 4) = @Mark
        """;

    const string SelectBytes = "select version, bytes from matter_model where version = @Version";
}
