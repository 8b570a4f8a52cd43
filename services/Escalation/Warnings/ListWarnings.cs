using Dispatch.Escalation.Warnings.Domain;

namespace Dispatch.Escalation.Warnings;

/// <summary>Lists the warnings (三色预警) that the caller may see, newest first.</summary>
public static class ListWarnings
{
    /// <param name="Organisation">
    /// Whom it warns: who owes the clock, for the citizen clock who is accountable for the case.
    /// </param>
    /// <param name="Rung">Who must act next.</param>
    public sealed record Item(
        WarningId Id, CaseNumber CaseNumber, ClockId ClockId, ClockKind Clock, TicketId? TicketId, Colour Colour,
        OrganisationId? Organisation, string? OrganisationName, JurisdictionId Jurisdiction, DateTimeOffset Due,
        DateTimeOffset RaisedAt, DateTimeOffset? AcknowledgedAt, AccountId? AcknowledgedBy, string? Note, Rung Rung,
        IReadOnlyList<Reason> Reasons)
    {
        /// <summary>What the caller may do with it next.</summary>
        public required IReadOnlyList<NextAction> Actions { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/warnings", Handle)
        .Allow(Visibility.Readers)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(
        EnumParameter<Colour>? colour, bool? acknowledged, CaseNumber? @case, Paging paging, Actor actor,
        NextActions actions, Database database, CancellationToken cancel)
    {
        var rows = await database.Read<Item>(Load(actor), new
        {
            colour = colour?.ToString(), acknowledged, number = @case?.Value, actor.Organisation, actor.Scope,
            after = paging.AfterId, paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page(
            rows.ConvertAll(row => row with
            {
                Actions = actions.For(new RaisedWarning(row.Id, row.Colour, row.AcknowledgedAt).Actions),
            }),
            row => [row.Id.ToString()]));
    }

    // Ids are made in the order of time. Each reach has its own text, so that it finds its index.
    static string Load(Actor actor) => $"""
        select w.id, w.case_number, w.clock_id, w.clock, w.ticket_id, w.colour, w.organisation,
            o.name as organisation_name, w.jurisdiction, w.due, w.raised_at, w.acknowledged_at, w.acknowledged_by,
            w.note, w.rung, w.reasons
        from warning w
        left join organisation o on o.id = w.organisation
        where {Visibility.Warnings.Sees(actor)}
          and (@after::uuid is null or w.id < @after)
          and (@colour::text is null or w.colour = @colour)
          and (@acknowledged::boolean is null or (w.acknowledged_at is not null) = @acknowledged)
          -- What waits for an acknowledgement: not a clock that was met, nor yellow where the same clock is orange.
          and (@acknowledged is distinct from false or exists (
              select from clock k where k.id = w.clock_id and k.stopped_at is null and k.colour = w.colour))
          and (@number::text is null or w.case_number = @number)
        order by w.id desc
        limit @Take
        """;
}
