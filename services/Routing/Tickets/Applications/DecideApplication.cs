using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>The centre grants or refuses an extension, a suspension or a termination (审批), with its grounds.</summary>
/// <remarks>
/// Publishes <see cref="ApplicationDecided"/>, whose words the petitioner can read. A granted termination is followed
/// by the reply that explains it and its audit, so that the case goes to its callback. Refuses with
/// <c>application_not_found</c>, <c>application_decided</c>, <c>application_overtaken</c>.
/// </remarks>
public static class DecideApplication
{
    public sealed record Request(
        [property: Required] bool? Granted, [property: Required, StringLength(500, MinimumLength = 2)] string Grounds);

    sealed record Row(
        TicketId TicketId, ApplicationKind Kind, int? Days, DateTimeOffset? ReviewAt, TerminationGround? Ground,
        string? PublicAnswer, string Reason, bool? Granted, bool Overtaken);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "application_not_found", "本辖区没有这份申请。", "No such application in your jurisdiction.");

    internal static readonly string[] Callers = [Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/applications/{applicationId}/ruling", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    /// <summary>What can be done next with an application that waits.</summary>
    internal static IEnumerable<PossibleAction> Possible(Ticket ticket, ApplicationKind kind) =>
    [
        new("decision", Callers,
            ticket.DecideApplication(kind, granted: true, decided: null, overtaken: false).Refusal),
    ];

    static async Task<IResult> Handle(
        TicketApplicationId applicationId, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var (granted, grounds) = (request.Granted!.Value, Scrubbing.Scrub(request.Grounds));
        var result = await database.Transact<HeldTicket>(async work =>
        {
            var args = new { applicationId, actor.Scope };
            if (await work.Find<Row>(Load, args) is not { } row
                || await HeldTicket.OfJurisdiction(work, row.TicketId, actor) is not { } held)
                return NotFound;
            // Read again under the case's lock: somebody else may have decided meanwhile.
            row = (await work.Find<Row>(Load, args))!;
            if (!held.Ticket.DecideApplication(row.Kind, granted, row.Granted, row.Overtaken)
                    .Accepted(out var decided, out var refusal))
                return refusal;

            await work.Execute(Save, new { applicationId, granted, grounds, work.Now, actor.Account, actor.Name });
            if (granted && row.Kind == ApplicationKind.Suspension)
                await work.Execute(Replace, new { applicationId, row.TicketId, work.Now });
            held = held.Then(decided);
            work.Publish(new ApplicationDecided(
                held.Head(work, actor.ToActedBy()), held.Ticket.Id, applicationId, row.Kind, granted, row.Days,
                row.ReviewAt,
                [new(granted ? "application_granted" : "application_refused", grounds), new("asked_for", row.Reason)]));
            if (granted && row.Kind == ApplicationKind.Termination)
                held = await Explain(work, held, row, grounds, actor);
            held.Save(work);
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    /// <summary>
    /// The explanation to the petitioner becomes the reply, and the grant of the termination its audit.
    /// </summary>
    static async Task<HeldTicket> Explain(Work work, HeldTicket held, Row row, string grounds, Actor actor)
    {
        var why = TerminationGrounds.Chinese(row.Ground!.Value);
        held = held.Then(held.Ticket);
        work.Publish(new TicketReplied(
            held.Head(work, actor.ToActedBy()), held.Ticket.Id, held.Ticket.Role, Outcome.Explained, row.PublicAnswer!,
            [new("terminated", $"终止办理：{why}。")]));
        held = held.Then(held.Ticket);
        work.Publish(new ReplyAudited(
            held.Head(work, actor.ToActedBy()), held.Ticket.Id, true,
            [new("termination_is_audit", $"终止办理已经审批：{grounds}")]));
        await StoredReply.Save(work, held.Ticket.Id, Outcome.Explained, row.PublicAnswer!, why, row.Reason);
        await StoredReply.SaveAudit(work, held.Ticket.Id, true, [], [], actor.Account);
        return await Assistants.CloseByLead(work, held);
    }

    const string Load = """
        select ticket_id, kind, days, review_at, ground, public_answer, reason, granted,
            granted is null and ended_at is not null as overtaken
        from ticket_application
        where id = @applicationId and jurisdiction like @Scope
        """;

    // The new suspension replaces the old one on the register, whose review date would otherwise end the new one.
    const string Replace = """
        update ticket_application
        set ended_at = @Now, ended_why = '由新的挂账代替'
        where ticket_id = @TicketId and kind = 'suspension' and granted and ended_at is null and id <> @applicationId
        """;

    const string Save = """
        update ticket_application
        set granted = @granted, grounds = @grounds, ruled_at = @Now, ruled_by = @Account, ruled_by_name = @Name
        where id = @applicationId
        """;
}
