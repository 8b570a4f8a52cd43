using System.Text.Json;
using Dispatch.Intake.Cases;
using Dispatch.Intake.Domain;

namespace Dispatch.Intake.Callbacks;

/// <summary>A case near its end, locked for a callback, a rating or its archiving.</summary>
public sealed record CaseEnding(
    CaseId Id, CaseNumber Number, CaseStatus Status, int Version, int Attempts, int Round,
    OrganisationId? LeadOrganisation, DateTimeOffset? AttemptedAt)
{
    /// <summary>Publishes one step of this service on the case and writes it into the timeline.</summary>
    public async Task Tell(Work work, ICaseEvent what)
    {
        var entry = Timeline.Of(what);
        work.Publish(what);
        await work.Execute(AddToTimeline, new
        {
            what.Head.CaseId, at = what.Head.OccurredAt, what.Head.Version, entry.What, entry.Title, entry.Text,
            what.Head.By.Account, what.Head.By.Name, what.Head.By.Organisation,
            reasons = JsonSerializer.Serialize(what.Reasons, ContractJson.Options), what.Head.TraceId,
        });
    }

    /// <summary>Archives the case, or sends it back to its owner; the event follows the one that led to it.</summary>
    /// <param name="version">The case's version so far.</param>
    /// <returns>The new version and status.</returns>
    public async Task<(int Version, CaseStatus Status)> End(Work work, Ending ending, Reason reason, int version,
        ActedBy by)
    {
        switch (ending)
        {
            case Ending.Archive:
                await Tell(work, new CaseArchived(work.Head(Id, Number, version + 1, by), [reason]));
                return (version + 1, CaseStatus.Archived);
            case Ending.Reopen:
                await Tell(work, new CaseReopened(work.Head(Id, Number, version + 1, by), Round + 1, [reason]));
                return (version + 1, CaseStatus.Reopened);
            case Ending.AwaitRating:
                return (version, CaseStatus.CalledBack);
            default:
                return (version, Status);
        }
    }

    /// <summary>Loads and locks one case; a second caller waits and then sees what the first has done.</summary>
    public static string Load(Actor actor) => $"""
        select c.id, c.number, p.status, p.version, p.attempts, p.round, p.lead_organisation, p.attempted_at
        from citizen_case c
        join case_progress p on p.case_id = c.id
        where c.number = @number and {CaseVisibility.Sees(actor)}
        for update of p
        """;

    public const string Save = """
        update case_progress
        set status = @status, version = @version, attempts = @attempts,
            attempted_at = case when @attempts > attempts then @now when @attempts = 0 then null else attempted_at end,
            -- What was said of one round says nothing of the next.
            solved = case when @status = 'reopened' then null else coalesce(@solved, solved) end,
            rating = case when @status = 'reopened' then null else coalesce(@rating, rating) end,
            round = case when @status = 'reopened' then round + 1 else round end,
            called_back_at = case when @status = 'calledBack' then @now else called_back_at end,
            archived_at = case when @status = 'archived' then @now else archived_at end
        where case_id = @Id
        """;

    const string AddToTimeline = """
        insert into timeline (case_id, at, source, version, what, title, text, by_account, by_name, by_organisation,
            reasons, trace_id)
        values (@CaseId, @at, 'intake', @Version, @What, @Title, @Text, @Account, @Name, @Organisation,
            @reasons::jsonb, @TraceId)
        """;
}
