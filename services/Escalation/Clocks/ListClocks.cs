using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>Lists the clocks of one case or of up to 200 cases, running and stopped.</summary>
/// <remarks>
/// An organisation sees its own clocks and the case's own on cases where it has one. A case out of sight is left out.
/// Refuses with <c>case_required</c>, <c>cases_not_readable</c>.
/// </remarks>
public static class ListClocks
{
    const int Most = 200;

    /// <param name="InTime">Null while it runs, and when it ended because nothing was owed any longer.</param>
    /// <param name="Term">In plain Chinese.</param>
    public sealed record Item(
        ClockId Id, CaseNumber CaseNumber, ClockKind Kind, TicketId? TicketId, OrganisationId? Organisation,
        string? OrganisationName, DateTimeOffset StartedAt, DateTimeOffset Due, DateTimeOffset? StoppedAt, bool? InTime,
        Colour Colour, string Term);

    public sealed record Reply(IReadOnlyList<Item> Items);

    sealed record Row(
        ClockId Id, CaseNumber CaseNumber, ClockKind Kind, TicketId? TicketId, OrganisationId? Organisation,
        string? OrganisationName, DateTimeOffset StartedAt, DateTimeOffset Due, DateTimeOffset? StoppedAt,
        StopCause? StoppedBy, Colour Colour, int Policy, int? Extended, TermLimit? BoundedBy);

    static readonly Refusal Required = new(
        RefusalKind.Invalid, "case_required", "请给出诉求编号（case 或 cases）。", "Give the number of a case (case or cases).",
        "case");
    static readonly Refusal NotReadable = new(
        RefusalKind.Invalid, "cases_not_readable", "cases 须为逗号分隔的诉求编号，最多200个。",
        "cases must be case numbers with commas between, at most 200.", "cases");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/clocks", Handle)
        .Allow(Visibility.Readers)
        .Produces<Reply>()
        .Refuses(RefusalKind.Invalid);

    static async Task<IResult> Handle(
        CaseNumber? @case, string? cases, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel)
    {
        var numbers = new List<string>();
        if (@case is { } one)
            numbers.Add(one.Value);
        foreach (var text in cases?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? [])
        {
            if (!CaseNumber.TryParse(text, null, out var number) || numbers.Count == Most)
                return Problems.From(NotReadable);
            numbers.Add(number.Value);
        }
        if (numbers.Count == 0)
            return Problems.From(Required);

        var terms = current.Value;
        var rows = await database.Read<Row>(
            Load(actor), new { numbers = numbers.ToArray(), actor.Scope, actor.Organisation }, cancel);
        return TypedResults.Ok(new Reply([.. rows.Select(row => new Item(
            row.Id, row.CaseNumber, row.Kind, row.TicketId, row.Organisation, row.OrganisationName, row.StartedAt,
            row.Due, row.StoppedAt, Clock.DoneInTime(row.Kind, row.Due, row.StoppedAt, row.StoppedBy), row.Colour,
            terms[row.Policy].Chinese(row.Extended, row.BoundedBy)))]));
    }

    static string Load(Actor actor) => $"""
        select c.id, p.number as case_number, c.kind, c.ticket_id, c.organisation, o.name as organisation_name,
            c.started_at, c.due, c.stopped_at, c.stopped_by, c.colour, c.policy, c.extended, c.bounded_by
        from timed_case p
        join clock c on c.case_id = p.case_id
        left join organisation o on o.id = c.organisation
        where p.number = any(@numbers)
          and {Visibility.Clocks.Sees(actor)}
        order by p.number, c.started_at, c.id
        """;
}
