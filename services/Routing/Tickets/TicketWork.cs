using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>
/// What was applied for, attached and reported on a ticket, who assists, and what is still possible or missing.
/// </summary>
/// <param name="Attempts">How many timed attempts to reach the petitioner count.</param>
/// <param name="Contacted">The petitioner was spoken with in this round, or tried often enough.</param>
/// <param name="Since">When this round began: a contact and a photograph before it count no more.</param>
/// <param name="ObjectUntil">Until when the organisation may object to the ruling; null when it may not.</param>
/// <param name="LongestExtension">Working days.</param>
/// <param name="ReviewAfter">
/// A suspension's review date lies after this, and no later than <paramref name="ReviewUntil"/>.
/// </param>
/// <param name="ReplyLacks">What a reply would lack, for each outcome; empty where none is possible.</param>
/// <param name="StageReports">On the lead's ticket also those of its assistants.</param>
/// <param name="Assistants">Only on the lead's ticket.</param>
public sealed record TicketWork(
    int Attempts, bool Contacted, DateTimeOffset Since, DateTimeOffset? ObjectUntil, int LongestExtension,
    DateTimeOffset ReviewAfter, DateTimeOffset ReviewUntil, IReadOnlyList<TicketWork.Lack> ReplyLacks,
    IReadOnlyList<TicketWork.Application> Applications, IReadOnlyList<EvidenceRow> Evidence,
    IReadOnlyList<TicketWork.StageReport> StageReports, IReadOnlyList<TicketWork.Assistant> Assistants,
    TicketWork.RaisedObjection? Objection)
{
    public sealed record Application(
        TicketApplicationId Id, ApplicationKind Kind, string Reason, int? Days, string? Plan, DateTimeOffset? ReviewAt,
        TerminationGround? Ground, DateTimeOffset AskedAt, string AskedByName, bool? Granted, string? Grounds,
        DateTimeOffset? RuledAt, DateTimeOffset? EndedAt);

    public sealed record StageReport(OrganisationId Organisation, string Report, DateTimeOffset At, string ByName);

    public sealed record Assistant(
        TicketId TicketId, OrganisationId Organisation, TicketStatus Status, DateTimeOffset? ReplyDue, string? Answer);

    public sealed record RaisedObjection(
        string Explanation, OrganisationId? Suggested, DateTimeOffset AskedAt, bool? Upheld, OrganisationId? RuledTo,
        string? Grounds, DateTimeOffset? RuledAt);

    /// <param name="LegalBasis">Whether the reply names a legal basis.</param>
    /// <param name="Missing">Sentences in the caller's language.</param>
    public sealed record Lack(Outcome Outcome, bool LegalBasis, IReadOnlyList<string> Missing);

    /// <summary>The ticket at this moment, with what its rules ask for.</summary>
    internal sealed record Moment(
        Ticket Ticket, TicketFacts Facts, DateTimeOffset? ObjectUntil, Urgency Urgency, DateTimeOffset Now);

    /// <param name="args">Holds <c>ticketId</c>; whether the caller may see the ticket was checked before.</param>
    internal static async Task<TicketWork> Read(
        Database database, object args, Moment moment, NextActions next, CancellationToken cancel) => new(
            moment.Facts.Attempts, moment.Facts.Proof(moment.Ticket, legalBasis: false).SpokenOrTried,
            moment.Ticket.Since, moment.ObjectUntil, moment.Ticket.LongestExtension(moment.Urgency),
            moment.Now + Ticket.ShortestSuspension, moment.Now + Ticket.LongestSuspension, Lacks(moment, next),
            await database.Read<Application>(SelectApplications, args, cancel),
            await database.Read<EvidenceRow>(EvidenceRow.OfTicket, args, cancel),
            await database.Read<StageReport>(SelectStages, args, cancel),
            await database.Read<Assistant>(SelectAssistants, args, cancel),
            await database.ReadOne<RaisedObjection>(SelectObjection, args, cancel));

    static IReadOnlyList<Lack> Lacks(Moment moment, NextActions next) =>
        moment.Ticket.MayReply() is not null ? [] :
        [
            .. from outcome in Enum.GetValues<Outcome>()
               from legalBasis in new[] { false, true }
               let missing = moment.Ticket.ReplyLacks(outcome, moment.Facts.Proof(moment.Ticket, legalBasis))
               select new Lack(
                   outcome, legalBasis, [.. missing.Select(gap => next.InTheirs(gap.Chinese, gap.English))]),
        ];

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
