using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Records;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// Somebody blows a whistle (吹哨), or where it must be reviewed first proposes one (网格吹哨): with or without cases.
/// </summary>
/// <remarks>
/// Publishes <see cref="WhistleBlown"/> or <see cref="WhistleProposed"/>. Refuses with <c>not_a_whistler</c>,
/// <c>outside_your_jurisdiction</c>, <c>unknown_organisation</c>, <c>summoned_twice</c>, <c>case_not_found</c>,
/// <c>must_stand_back</c>, <c>no_centre</c>, <c>arrive_by_out_of_range</c>. Source: 北京市街道办事处条例 §17, §44.
/// </remarks>
public static class BlowWhistle
{
    const int UsualRadius = 500;

    /// <param name="Jurisdiction">Where the departments are to come.</param>
    /// <param name="Radius">Within how many metres a position counts as on the spot; null: 500.</param>
    public sealed record Spot(
        [property: Required] JurisdictionId? Jurisdiction,
        [property: Required, StringLength(200, MinimumLength = 2)] string Address,
        [property: Range(-90, 90)] double? Latitude, [property: Range(-180, 180)] double? Longitude,
        [property: Range(50, 5000)] int? Radius);

    /// <param name="ArriveBy">When all are to be there; null: by the term of the policy.</param>
    /// <param name="OneThing">The entry of the one-thing list (一件事清单) that it follows.</param>
    public sealed record Request(
        [property: Required] WhistleType? Type,
        [property: Required, StringLength(2000, MinimumLength = 2)] string Demand,
        [property: Required] Spot? Place, [property: Required] OrganisationId? Lead,
        [property: MaxLength(20)] IReadOnlyList<OrganisationId>? Assisting,
        [property: MaxLength(50)] IReadOnlyList<CaseNumber>? Cases, [property: StringLength(60)] string? OneThing,
        DateTimeOffset? ArriveBy = null);

    public sealed record Answer(WhistleId Id, string Number, WhistleStatus Status);

    static readonly Refusal Outside = new(
        RefusalKind.Invalid, "outside_your_jurisdiction", "只能在本辖区内吹哨，请核对地点。",
        "Whistle within your own jurisdiction; check the place.", "place.jurisdiction");

    static readonly Refusal Twice = new(
        RefusalKind.Invalid, "summoned_twice", "同一单位只能应哨一次，吹哨单位也不能应自己的哨。",
        "Summon each organisation once, and not your own.", "assisting");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles", Handle)
        .Allow(Whistle.Proposers)
        .Produces<Answer>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    sealed record Mine(OrganisationKind Kind);

    const string FindKind = "select kind from organisation where listed and id = @Organisation";

    /// <summary>What the caller's organisation is; one that is not listed counts as a department.</summary>
    internal static async Task<OrganisationKind> KindOf(Database database, Actor actor, CancellationToken cancel) =>
        (await database.ReadOne<Mine>(FindKind, new { actor.Organisation }, cancel))?.Kind
            ?? OrganisationKind.Department;

    static async Task<IResult> Handle(
        Request request, Actor actor, Idempotency idempotency, Database database, CurrentTerms current,
        CancellationToken cancel)
    {
        var terms = current.Value;
        var result = await database.Transact<Answer>(
            work => idempotency.Once(work, actor.Account, request, async Task<Result<Answer>> () =>
            {
                if (!(await Wanted(work, request, actor)).Accepted(out var wanted, out var no))
                    return no;
                var (proposal, kind) = wanted;
                if (!Whistle.Propose(proposal, kind, actor, terms, work.Head(1, actor.ToActedBy()))
                    .Accepted(out var step, out var refusal))
                    return refusal;
                await StoredWhistle.Save(work, step, terms);
                return new Answer(step.Whistle.Id, step.Whistle.Number, step.Whistle.Status);
            }),
            cancel);
        return result.ToHttp(made => TypedResults.Created($"/api/escalation/whistles/{made.Id}", made));
    }

    static async Task<Result<(Proposal, OrganisationKind)>> Wanted(Work work, Request request, Actor actor)
    {
        var (place, type) = (request.Place!, request.Type!.Value);
        var spot = place.Jurisdiction!.Value;
        if (!spot.IsWithin(actor.Jurisdiction))
            return Outside;
        IReadOnlyList<OrganisationId> named = [request.Lead!.Value, .. request.Assisting ?? []];
        if (named.Distinct().Count() < named.Count || named.Contains(actor.Organisation))
            return Twice;
        if (!(await Addressed.Organisations(work, named, spot, "assisting"))
            .Accepted(out var summoned, out var unknown))
            return unknown;
        if (!(await Addressed.Cases(work, request.Cases ?? [], summoned, actor))
            .Accepted(out var cases, out var unseen))
            return unseen;
        if (await Addressed.CentreOf(work, spot) is not { } centre)
            return Addressed.NoCentre;
        var kind = (await work.Find<Mine>(FindKind, new { actor.Organisation }))?.Kind ?? OrganisationKind.Department;
        // A village's or a grid worker's ordinary whistle is its township's.
        var owner = kind is OrganisationKind.Township or OrganisationKind.Centre
            || Whistle.BlowsAtOnce(type, kind, actor.Role)
                ? actor.Organisation : await Addressed.TownshipOf(work, spot) ?? centre;
        if (named.Contains(owner))
            return Twice;
        return (new Proposal(
            WhistleId.New(), await DocumentNumbers.Next(work, centre, "吹哨"), type, Scrubbing.Scrub(request.Demand),
            spot, Scrubbing.Scrub(place.Address), place.Latitude, place.Longitude, place.Radius ?? UsualRadius,
            request.ArriveBy?.ToUniversalTime(), owner, centre, request.OneThing,
            [.. summoned.Select(one => (one.Id, one.Name))], cases), kind);
    }
}
