using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>What was asked for, attached and reported on a ticket, and who assists.</summary>
/// <param name="Attempts">How many timed attempts to reach the petitioner count.</param>
/// <param name="Since">When this round began: a contact and a photograph before it count no more.</param>
/// <param name="ObjectUntil">Until when the organisation may object to the ruling; null when it may not.</param>
/// <param name="StageReports">Of the lead also those of its assistants.</param>
/// <param name="Assistants">Only on the lead's ticket.</param>
public sealed record TicketWork(
    int Attempts, DateTimeOffset? ObjectUntil, IReadOnlyList<TicketWork.Application> Applications,
    IReadOnlyList<EvidenceRow> Evidence, IReadOnlyList<TicketWork.Stage> StageReports,
    IReadOnlyList<TicketWork.Assistant> Assistants, TicketWork.Objected? Objection, DateTimeOffset Since)
{
    public sealed record Application(
        TicketApplicationId Id, ApplicationKind Kind, string Reason, int? Days, string? Plan, DateTimeOffset? ReviewAt,
        TerminationGround? Ground, DateTimeOffset AskedAt, string AskedByName, bool? Granted, string? Grounds,
        DateTimeOffset? RuledAt, DateTimeOffset? EndedAt);

    public sealed record Stage(OrganisationId Organisation, string Report, DateTimeOffset At, string ByName);

    public sealed record Assistant(
        TicketId TicketId, OrganisationId Organisation, TicketStatus Status, DateTimeOffset? ReplyDue, string? Answer);

    public sealed record Objected(
        string Explanation, OrganisationId? Suggested, DateTimeOffset AskedAt, bool? Upheld, OrganisationId? RuledTo,
        string? Grounds, DateTimeOffset? RuledAt);

    sealed record Head(int ContactAttempts, DateTimeOffset? ObjectUntil, DateTimeOffset Since);

    /// <param name="args">With <c>ticketId</c>; that the caller may see the ticket is known.</param>
    public static async Task<TicketWork> Read(Database database, object args, CancellationToken cancel)
    {
        var head = (await database.ReadOne<Head>(SelectHead, args, cancel))!;
        return new(
            head.ContactAttempts, head.ObjectUntil, await database.Read<Application>(SelectApplications, args, cancel),
            await database.Read<EvidenceRow>(EvidenceRow.OfTicket, args, cancel),
            await database.Read<Stage>(SelectStages, args, cancel),
            await database.Read<Assistant>(SelectAssistants, args, cancel),
            await database.ReadOne<Objected>(SelectObjection, args, cancel), head.Since);
    }

    const string SelectHead = """
        select t.contact_attempts, (
            select r.ruled_at + interval '24 hours'
            from ticket_return r
            where r.case_id = t.case_id and r.ruled_at is not null and t.hop < 3 and t.role = 'lead'
                and t.status in ('dispatched', 'claimed')
                and (r.ruled_to = t.organisation or (not r.upheld and r.ticket_id = t.id))
                and (t.replied_at < r.ruled_at) is not false
                and not exists (select from objection o where o.case_id = t.case_id)
            order by r.ruled_at desc
            limit 1
        ) as object_until, coalesce(t.reopened_at, t.dispatched_at) as since
        from ticket t
        where t.id = @ticketId
        """;

    const string SelectApplications = """
        select id, kind, reason, days, plan, review_at, ground, asked_at, asked_by_name, granted, grounds, ruled_at,
            ended_at
        from ticket_application
        where ticket_id = @ticketId
        order by asked_at
        """;

    const string SelectStages = """
        select t.organisation, s.report, s.at, s.by_name
        from ticket own
        join ticket t on t.id = own.id or (own.role = 'lead' and t.case_id = own.case_id and t.role = 'assisting')
        join stage_report s on s.ticket_id = t.id
        where own.id = @ticketId
        order by s.at
        """;

    const string SelectAssistants = """
        select t.id as ticket_id, t.organisation, t.status, nullif(t.reply_due, 'infinity') as reply_due,
            t.public_answer as answer
        from ticket own
        join ticket t on t.case_id = own.case_id and t.role = 'assisting' and t.organisation <> own.organisation
        where own.id = @ticketId and own.role = 'lead'
        order by t.id
        """;

    const string SelectObjection = """
        select explanation, suggested, asked_at, upheld, ruled_to, grounds, ruled_at
        from objection
        where ticket_id = @ticketId
        """;
}
