namespace Dispatch.Demo.Sample;

/// <summary>
/// How a sample department replies: with the rule it rests on; what cannot be solved now is suspended before.
/// </summary>
static class DriveReply
{
    const string Basis = "《会宁县权责清单》所列职责及其法律依据";

    public static async Task Reply(Seat worker, Seat centre, string path, TicketShown ticket, SampleTexts.Reply reply)
    {
        if (reply.Outcome == "suspended" && ticket.Status != TicketStatus.Suspended)
            await Suspend(worker, centre, path, ticket);
        await worker.Post(path + "/reply", new
        {
            reply.Outcome, publicAnswer = reply.Text, measures = "已现场核查，办理过程留有照片和记录，结果已告知诉求人。", legalBasis = Basis,
        });
    }

    static async Task Suspend(Seat worker, Seat centre, string path, TicketShown ticket)
    {
        try
        {
            await worker.Post(path + "/suspension", new
            {
                reason = "受施工条件和资金安排限制，暂时不能解决。", plan = "列入下一年度改造计划，停用期间安排施工，完工后复测并告知诉求人。",
                reviewAt = worker.Api.Clock.GetUtcNow().AddDays(90),
            });
        }
        catch (RefusedException waiting) when (waiting.Code == "application_waiting")
        {
            // An earlier run broke off between asking and granting.
        }
        await foreach (var asked in centre.All<ApplicationShown>("/api/routing/applications"))
        {
            if (asked.TicketId == ticket.Id)
                await centre.Post($"/api/routing/applications/{asked.Id}/ruling", new
                {
                    granted = true, grounds = "情况属实，计划可行，同意挂账并按期复查。",
                });
        }
    }
}
