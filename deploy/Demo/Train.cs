using System.Diagnostics;
using Dispatch.Demo.Sample;

namespace Dispatch.Demo;

/// <summary>Has the matter model trained anew from all that has been confirmed, and reports what came of it.</summary>
public static class Train
{
    static readonly TimeSpan Most = TimeSpan.FromMinutes(30);

    public static async Task<int> Run(Api api, Options options)
    {
        var admin = await People.Read(api, options.State).Seat("admin");
        return await Run(admin, "由命令行发起训练", Console.WriteLine) ? 0 : 1;
    }

    /// <returns>False when no model came of it.</returns>
    public static async Task<bool> Run(Seat admin, string why, Action<string> say)
    {
        var before = Newest(await Models(admin))?.Version ?? 0;
        var clock = Stopwatch.StartNew();
        try
        {
            await admin.Post("/api/routing/matter-models", new { why });
        }
        catch (RefusedException refused) when (refused.Code == "training_running")
        {
            say("a training was under way already");
        }
        while (clock.Elapsed < Most)
        {
            var models = await Models(admin);
            if (Newest(models) is { } newest && newest.Version > before)
            {
                say($"matter model {newest.Version}: {newest.Examples} examples, {newest.Labels} matters, "
                    + $"held-out macro-F1 {newest.Quality.MacroF1:f3}, "
                    + (newest.Active ? "in use" : "not put into use"));
                return true;
            }
            if (models.Running is null && clock.Elapsed > TimeSpan.FromSeconds(15))
                break;
            await Task.Delay(500);
        }
        say("no model was trained: the catalogue holds too little, or another instance is training");
        return false;
    }

    static Task<Listed> Models(Seat admin) => admin.Get<Listed>("/api/routing/matter-models?limit=1");

    static Model? Newest(Listed models) => models.Items.Count > 0 ? models.Items[0] : null;

    sealed record Listed(IReadOnlyList<Model> Items, DateTimeOffset? Running);

    sealed record Model(int Version, int Examples, int Labels, Quality Quality, bool Active);

    sealed record Quality(double MacroF1);
}
