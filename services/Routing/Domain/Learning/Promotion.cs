namespace Dispatch.Routing.Domain.Learning;

/// <summary>Whether a newly trained model takes the place of the one in use.</summary>
public static class Promotion
{
    /// <summary>
    /// It does when there is none in use that can be read, or when it tells held-out examples no worse: by macro-F1,
    /// which counts rare matters like common ones.
    /// </summary>
    public static (bool Active, Reason Why) Of(Quality trained, Quality? active) => active is null
        ? (true, new("first_model", "此前没有可用的模型，训练完成即启用。"))
        : trained.MacroF1 >= active.MacroF1
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
