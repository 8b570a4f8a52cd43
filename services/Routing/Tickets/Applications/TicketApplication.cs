using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>What the lead asks the centre for on its ticket (申请): 延期, 挂账 or 终止办理.</summary>
public sealed record TicketApplication(
    ApplicationKind Kind, string Reason, int? Days = null, string? Plan = null, DateTimeOffset? ReviewAt = null,
    TerminationGround? Ground = null, string? PublicAnswer = null)
{
    /// <summary>
    /// Stores and publishes the application, if the ticket allows it and no other one waits for the centre's answer.
    /// </summary>
    /// <param name="refuse">The ticket's own rule for this kind.</param>
    public async Task<Result<HeldTicket>> Ask(
        Work work, CatalogueIndex catalogue, TicketId ticketId, Actor actor, Func<HeldTicket, Task<Refusal?>> refuse)
    {
        if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
            return HeldTicket.NotFound;
        if (await refuse(held) is { } no)
            return no;
        var (id, reason) = (TicketApplicationId.New(), Scrubbing.Scrub(Reason));
        var plan = Plan is null ? null : Scrubbing.Scrub(Plan);
        var answer = PublicAnswer is null ? null : Scrubbing.ScrubPublic(PublicAnswer);
        if (await work.Execute(Insert, new
        {
            id, ticketId, held.Case.CaseId, held.Case.Jurisdiction, actor.Organisation, Kind = Kind.ToWireName(),
            reason, Days, plan, ReviewAt, Ground = Ground?.ToWireName(), answer, work.Now, actor.Account, actor.Name,
        }) == 0)
            return Ticket.ApplicationWaits;
        held = held.Then(held.Ticket);
        held.Save(work);
        work.Publish(new ApplicationMade(
            held.Head(work, actor.ToActedBy()), ticketId, id, Kind, Days, ReviewAt, Ground,
            catalogue.Centre(held.Case.Jurisdiction)?.Code,
            [
                new(Kind.ToWireName() + "_asked", reason),
                .. plan is null ? Array.Empty<Reason>() : [new("suspension_plan", $"计划：{plan}")],
                .. Ground is { } ground
                    ? [new("termination_ground", TerminationGrounds.Chinese(ground))] : Array.Empty<Reason>(),
            ]));
        return held;
    }

    const string Insert = """
        insert into ticket_application (id, ticket_id, case_id, jurisdiction, organisation, kind, reason, days, plan,
            review_at, ground, public_answer, asked_at, asked_by, asked_by_name)
        values (@id, @ticketId, @CaseId, @Jurisdiction, @Organisation, @Kind, @reason, @Days, @plan, @ReviewAt, @Ground,
            @answer, @Now, @Account, @Name)
        on conflict do nothing
        """;
}
