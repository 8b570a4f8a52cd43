namespace Dispatch.Demo.Sample;

/// <summary>Brings a sample dispute through its mediation file, some further than others.</summary>
public sealed class DriveMediation
{
    static readonly string[] Respondents = ["柴德福", "邵玉莲", "苟建军", "乔秀芳", "路满仓", "巩小平"];

    int turns;

    /// <returns>True when the parties agreed, so that the case goes on to its callback.</returns>
    public async Task<bool> Bring(SampleCase one, CaseNumber number, Seat mediator)
    {
        var opened = await Until.Found($"{number} has its mediation file", async () =>
            await mediator.Get<Page<FileShown>>($"/api/mediation/files?case={number}") is { Items: [var file, ..] }
                ? file
                : null);
        if (opened.Status != FileStatus.Applied || !one.Reaches("mediation", "agreed", "archived"))
            return opened.Status == FileStatus.Effective;
        var path = $"/api/mediation/files/{opened.Id}";
        var key = $"sample-{one.Index}";

        // Of those still in mediation some wait for consent, some are in session, and one ends by a refusal.
        var turn = one.Reaches("mediation") ? Interlocked.Increment(ref turns) : 0;
        await mediator.Post(
            path + "/parties", new { name = one.Petitioner, one.Phone, side = "applicant" }, key + "-applicant");
        await mediator.Post(path + "/parties", new
        {
            name = Respondents[one.Index % Respondents.Length], phone = $"139{one.Index:00000000}", side = "respondent",
        }, key + "-respondent");
        await mediator.Post(path + "/consents", new { party = 1, given = true, note = "当面同意" }, key + "-consent-1");
        if (turn > 0 && turn % 3 == 1)
            return false;
        var given = turn != 5;
        await mediator.Post(
            path + "/consents", new { party = 2, given, note = given ? "电话同意" : "明确表示不愿调解" }, key + "-consent-2");
        if (!given)
            return false;
        await mediator.Post(path + "/sessions", new
        {
            heldAt = mediator.Api.Clock.GetUtcNow(), place = "调解委员会调解室", note = "双方到场陈述，调解员核对了证据并提出调解方案。",
        });
        if (turn > 0)
            return false;

        var (mode, performBy) = one.Index % 2 == 0
            ? ("byTerm", ChinaTime.DayOf(mediator.Api.Clock.GetUtcNow().AddDays(30)))
            : ("atOnce", (DateOnly?)null);
        await mediator.Post(path + "/agreement", new
        {
            facts = "经核实，双方对纠纷起因和各自责任无异议。", content = "双方互谅互让，按调解方案履行，就此事再无争议。",
            performanceMode = mode, performBy, oral = false,
        });
        object[] signatures = [new { party = 1 }, new { party = 2 }, new { mediator = true }, new { seal = true }];
        foreach (var signature in signatures)
            await mediator.Post(path + "/signatures", signature);
        return true;
    }
}
