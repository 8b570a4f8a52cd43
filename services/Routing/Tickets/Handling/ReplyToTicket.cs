using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>
/// An organisation replies with what was done (办结回复). The lead's reply is audited next, an assistant's is the end.
/// </summary>
/// <remarks>
/// Publishes <see cref="TicketReplied"/>, which names the assistants that have not reported. The lead must have spoken
/// with the petitioner or tried three times in this round, and show its handling or the law. Refuses with
/// <c>ticket_not_found</c>, <c>ticket_not_claimed</c>, <c>reply_incomplete</c>, which names all that is missing.
/// </remarks>
public static class ReplyToTicket
{
    /// <param name="PublicAnswer">What the petitioner may read.</param>
    /// <param name="Measures">What was done, for the audit.</param>
    /// <param name="LegalBasis">By which rule it cannot, or need not, be solved otherwise.</param>
    public sealed record Request(
        [property: Required] Outcome? Outcome,
        [property: Required, StringLength(2000, MinimumLength = 10)] string PublicAnswer,
        [property: Required, StringLength(2000, MinimumLength = 5)] string Measures,
        [property: StringLength(500, MinimumLength = 5)] string? LegalBasis = null);

    sealed record Shown(bool Contacted, int Attempts, bool OnSite, bool Suspended);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/reply", Handle)
        .Allow(Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            var outcome = request.Outcome!.Value;
            var shown = (await work.Find<Shown>(Evident, new { ticketId }))!;
            var proof = new Proof(
                shown.Contacted, shown.Attempts, shown.OnSite, request.LegalBasis is { Length: > 0 }, shown.Suspended);
            if (!held.Ticket.Reply(outcome, proof).Accepted(out var replied, out var refusal))
                return refusal;

            held = held.Then(replied);
            await held.Save(work);
            var answer = Scrubbing.ScrubPublic(request.PublicAnswer);
            await SaveReply(
                work, ticketId, outcome, answer, Scrubbing.Scrub(request.Measures),
                request.LegalBasis is null ? null : Scrubbing.Scrub(request.LegalBasis));
            var unfinished = replied.Role == TicketRole.Lead
                ? await Assistants.Unfinished(work, held.Case.CaseId) : [];
            work.Publish(new TicketReplied(
                held.Head(work, actor.ToActedBy()), ticketId, replied.Role, outcome, answer,
                [
                    new("outcome_" + outcome.ToWireName(), $"办理结果：{Words(outcome)}。"),
                    .. unfinished.Any(u => u.Late)
                        ? [new("assistant_late", "有协办单位逾期未反馈，主办单位先行办结。")] : Array.Empty<Reason>(),
                ],
                unfinished.Count > 0 ? unfinished : null));
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    internal static Task SaveReply(
        Work work, TicketId id, Outcome outcome, string publicAnswer, string measures, string? legalBasis = null) =>
        work.Execute(Update, new { id, outcome = outcome.ToWireName(), publicAnswer, measures, legalBasis, work.Now });

    static string Words(Outcome outcome) => outcome switch
    {
        Outcome.Solved => "解决",
        Outcome.Explained => "解释说明",
        _ => "挂账",
    };

    const string Evident = """
        select contacted_at is not null as contacted, contact_attempts as attempts,
            exists (select from evidence e where e.ticket_id = t.id and e.kind <> 'paper'
                and e.at >= coalesce(t.reopened_at, t.dispatched_at)) as on_site,
            exists (select from ticket_application r where r.ticket_id = t.id and r.kind = 'suspension' and r.granted
                and r.ended_at is null) as suspended
        from ticket t
        where id = @ticketId
        """;

    // A new reply waits for a new audit, and what was asked for before it waits for nothing: not even when the ticket
    // comes back in hand.
    const string Update = """
        update ticket_application
        set ended_at = @Now, ended_why = '已办结回复，申请不再需要审批'
        where ticket_id = @id and granted is null and ended_at is null;
        update ticket
        set outcome = @outcome, public_answer = @publicAnswer, measures = @measures,
            legal_basis = @legalBasis, replied_at = @Now, audit_passed = null, audit_gaps = null, audit_codes = null,
            audited_at = null, audited_by = null
        where id = @id
        """;
}
