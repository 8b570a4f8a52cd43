namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>Whether a newly trained model replaces the one in use.</summary>
public static class Promotion
{
    /// <summary>Fewer new cases than this are too few to compare two models on.</summary>
    public const int Enough = 20;

    /// <summary>
    /// A new model is promoted when no readable model is in use, or when it is no worse than that one. The two are
    /// compared on the cases confirmed since the model in use was trained: it has not seen them, and the new model
    /// guessed each one while it was held out. With too few such cases, each model's macro-F1 on its own held-out
    /// examples is compared instead.
    /// </summary>
    /// <param name="active">The quality of the model in use; null when none that can be read is in use.</param>
    /// <param name="since">The trials of both models on the cases confirmed since.</param>
    /// <returns>Whether to activate the new model, and the reason to show.</returns>
    public static (bool Active, Reason Why) Of(
        Quality trained, Quality? active, IReadOnlyCollection<(Trial New, Trial Used)> since)
    {
        if (active is null)
            return (true, new("first_model", "此前没有可用的模型，训练完成即启用。"));
        if (since.Count < Enough)
            return ByHeldOut(trained, active);
        var (now, before) = (since.Count(s => s.New.Rank == 1), since.Count(s => s.Used.Rank == 1));
        var comparison = $"现用模型训练以来新确认的{since.Count}件诉求，新模型判对{now}件，现用模型判对{before}件，";
        return now >= before ? (true, new("not_worse", comparison + "自动启用。"))
            : (false, new("worse", comparison + "未自动启用，可由管理员手动启用。"));
    }

    static (bool Active, Reason Why) ByHeldOut(Quality trained, Quality active) =>
        trained.MacroF1 >= active.MacroF1
            ? (true, new("not_worse", $"留出样本的宏平均F1为{F1(trained)}，不低于现用模型的{F1(active)}，自动启用。"))
            : (false, new("worse", $"留出样本的宏平均F1为{F1(trained)}，低于现用模型的{F1(active)}，未自动启用，可由管理员手动启用。"));

    static string F1(Quality quality) =>
        quality.MacroF1.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How many held-out examples of one matter the model took for another.</summary>
public sealed record Confusion(string Matter, string TakenFor, int Count)
{
    const int Shown = 60;

    /// <returns>The sixty most frequent confusions, the most frequent first.</returns>
    public static IReadOnlyList<Confusion> Of(IEnumerable<Trial> trials) =>
    [
        .. trials.Where(t => t.Guessed != t.Label).GroupBy(t => (t.Label, t.Guessed))
            .Select(g => new Confusion(g.Key.Label, g.Key.Guessed, g.Count()))
            .OrderByDescending(c => c.Count).ThenBy(c => c.Matter, StringComparer.Ordinal)
            .ThenBy(c => c.TakenFor, StringComparer.Ordinal).Take(Shown),
    ];
}
