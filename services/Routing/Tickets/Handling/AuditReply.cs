using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>The centre audits the lead's reply (审核): passed, or back in hand with the gaps named.</summary>
/// <remarks>
/// Publishes <see cref="ReplyAudited"/>; when it passes, <see cref="TicketClosed"/> for each assistant that has not
/// reported. Refuses with <c>ticket_not_found</c>, <c>nothing_to_audit</c>, <c>gaps_missing</c>.
/// </remarks>
public static class AuditReply
{
    /// <param name="Gaps">What is missing, in words.</param>
    /// <param name="Codes">What is missing, from the fixed list; one or the other is needed on a failure.</param>
    public sealed record Request(
        [property: Required] bool? Passed, [property: MaxLength(10)] IReadOnlyList<string>? Gaps,
        [property: MaxLength(10)] IReadOnlyList<AuditGap>? Codes = null);

    static readonly Refusal GapsMissing = new(
        RefusalKind.Invalid, "gaps_missing", "审核不通过时请写明缺少什么（每项不超过200字），以便承办单位补正。",
        "Say what is missing (200 characters each at most), so that the organisation can mend it.", "gaps");

    internal static readonly string[] Callers = [Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/audit", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var passed = request.Passed!.Value;
        string[] gaps = [.. (request.Gaps ?? []).Select(Scrubbing.Scrub)];
        AuditGap[] codes = passed ? [] : [.. (request.Codes ?? []).Distinct()];
        if (!passed && (gaps.Length + codes.Length == 0
                || gaps.Any(gap => string.IsNullOrWhiteSpace(gap) || gap.Length > 200)))
            return Problems.From(GapsMissing);

        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfJurisdiction(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            if (!held.Ticket.Audit(passed).Accepted(out var audited, out var refusal))
                return refusal;

            held = held.Then(audited);
            held.Save(work);
            await StoredReply.SaveAudit(work, ticketId, passed, gaps, codes, actor.Account);
            work.Publish(new ReplyAudited(
                held.Head(work, actor.ToActedBy()), ticketId, passed,
                passed ? [new("audit_passed", "办结回复审核通过。")]
                    : [.. codes.Select(AuditGaps.Reason), .. gaps.Select(gap => new Reason("audit_gap", gap))]));
            if (passed)
            {
                held = await Assistants.CloseByLead(work, held);
                held.Save(work);
            }
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }
}
