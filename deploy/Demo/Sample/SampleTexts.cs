using System.Text.RegularExpressions;

namespace Dispatch.Demo.Sample;

/// <summary>What the sample's departments write.</summary>
public sealed class SampleTexts(string sample)
{
    readonly ILookup<string, Reply> replies = Csv.Read(Path.Combine(sample, "replies.csv"))
        .ToLookup(r => r["matter"], r => new Reply(r["outcome"], r["text"]), StringComparer.Ordinal);

    readonly List<Return> returns = [.. Csv.Read(Path.Combine(sample, "returns.csv"))
        .Select(r => new Return(r["matter"], r["reason"], r["explanation"]))];

    public sealed record Reply(string Outcome, string Text);

    public sealed record Return(string Matter, string Reason, string Explanation);

    public Reply ReplyFor(TicketShown ticket, SampleCase one)
    {
        var fitting = ticket.Matter is { } matter ? replies[matter.Value].ToList() : [];
        // What is not solved cannot have been found solved by the petitioner.
        if (one.Reaches("calledBack", "archived") && fitting.Exists(f => f.Outcome != "suspended"))
            fitting.RemoveAll(f => f.Outcome == "suspended");
        if (fitting.Count > 0)
            return fitting[one.Index % fitting.Count];
        var (what, who) = (ticket.MatterName ?? "有关事项", ticket.OrganisationName);
        return one.Kind is "consultation" or "suggestion" or "praise"
            ? new("explained", $"您好，您提出的“{what}”事项，{who}已电话向您说明政策依据、办理流程和时限；如需进一步帮助，可到{who}窗口或再次拨打12345。")
            : new("solved", $"您好，您反映的“{what}”问题，{who}已安排工作人员现场核查并处理完毕，处理情况已电话告知您；如有反复，请随时联系我们。");
    }

    /// <summary>The reasoned return for this matter, or for any.</summary>
    public Return ReturnFor(TicketShown ticket, SampleCase one) =>
        returns.Find(r => r.Matter == (one.Matter ?? ticket.Matter?.Value)) ?? returns[one.Index % returns.Count];

    /// <summary>The article that the explanation cites; the county's duty list where it cites none.</summary>
    public static string Basis(string explanation) =>
        Regex.Match(explanation, "《[^》]+》(第[一二三四五六七八九十百零]+条)?") is { Success: true } cited
            ? cited.Value : "《会宁县权责清单》";

    /// <summary>Whom the explanation suggests: the first other organisation that it names after 建议.</summary>
    public static Organisation? Suggested(string explanation, string holder, IReadOnlyList<Organisation> organisations)
    {
        var at = explanation.LastIndexOf("建议", StringComparison.Ordinal);
        var advice = at < 0 ? explanation : explanation[at..];
        return organisations
            .Where(o => o.Code != holder && advice.Contains(o.Name, StringComparison.Ordinal))
            .MinBy(o => advice.IndexOf(o.Name, StringComparison.Ordinal));
    }
}
