namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>Whether a newly trained model takes the place of the one in use.</summary>
public static class Promotion
{
    /// <summary>Fewer cases tell nothing of two models.</summary>
    public const int Enough = 20;

    /// <summary>
    /// It does when there is none of its form in use, or when it is no worse. Both are asked the cases that were
    /// confirmed since the model in use was trained: that one has not seen them, and the new one was asked each while
    /// it was held out. Where these are too few, by the macro-F1 of either on its own held-out examples.
    /// </summary>
    public static (bool Active, Reason Why) Of(
        Quality trained, Quality? active, IReadOnlyCollection<(Trial New, Trial Used)> since)
    {
        if (active is null)
            return (true, new("first_model", "此前没有可用的模型，训练完成即启用。"));
        if (since.Count < Enough)
            return ByHeldOut(trained, active);
        var (now, before) = (since.Count(s => s.New.Rank == 1), since.Count(s => s.Used.Rank == 1));
        var told = $"现用模型训练以来新确认的{since.Count}件诉求，新模型判对{now}件，现用模型判对{before}件，";
        return now >= before ? (true, new("not_worse", told + "自动启用。"))
            : (false, new("worse", told + "未自动启用，可由管理员手动启用。"));
    }

    static (bool Active, Reason Why) ByHeldOut(Quality trained, Quality active) =>
        trained.MacroF1 >= active.MacroF1
            ? (true, new("not_worse", $"留出样本的宏平均F1为{Said(trained)}，不低于现用模型的{Said(active)}，自动启用。"))
            : (false, new("worse", $"留出样本的宏平均F1为{Said(trained)}，低于现用模型的{Said(active)}，未自动启用，可由管理员手动启用。"));

    static string Said(Quality quality) =>
        quality.MacroF1.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How often held-out examples of one matter were taken for another.</summary>
public sealed record Confusion(string Matter, string TakenFor, int Count)
{
    const int Shown = 60;

    public static IReadOnlyList<Confusion> Of(IEnumerable<Trial> trials) =>
    [
        .. trials.Where(t => t.Guessed != t.Label).GroupBy(t => (t.Label, t.Guessed))
            .Select(g => new Confusion(g.Key.Label, g.Key.Guessed, g.Count()))
            .OrderByDescending(c => c.Count).ThenBy(c => c.Matter, StringComparer.Ordinal)
            .ThenBy(c => c.TakenFor, StringComparer.Ordinal).Take(Shown),
    ];
}
