using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Orders.Domain;
using Dispatch.Escalation.Records;

namespace Dispatch.Escalation.Orders;

/// <summary>The centre or a leader opens a supervision order (督办单) to an organisation.</summary>
/// <remarks>
/// Publishes <see cref="OrderIssued"/>, or for an interview or a circular that still needs a signature
/// <see cref="OrderDrafted"/>. Refuses with <c>unknown_organisation</c>, <c>outside_your_jurisdiction</c>,
/// <c>case_not_found</c>, <c>must_stand_back</c>, <c>until_in_the_past</c>, <c>until_too_late</c>,
/// <c>no_centre</c>, <c>own_centre</c>.
/// </remarks>
public static class OpenOrder
{
    /// <param name="Until">Null: the term of its urgency.</param>
    /// <param name="Basis">On which rule or fact it rests.</param>
    public sealed record Request(
        [property: Required] OrderForm? Form, [property: Required] OrganisationId? Organisation,
        Urgency? Urgency, [property: Required, StringLength(2000, MinimumLength = 2)] string Demand,
        [property: Required, StringLength(1000, MinimumLength = 2)] string Basis, DateTimeOffset? Until,
        [property: MaxLength(50)] IReadOnlyList<CaseNumber>? Cases);

    public sealed record Answer(OrderId Id, string Number, OrderStatus Status);

    static readonly Refusal UntilPassed = new(
        RefusalKind.Invalid, "until_in_the_past", "督办时限应晚于现在。", "The time must lie in the future.", "until");

    // It would sign, answer and review one and the same order.
    static readonly Refusal OwnCentre = new(
        RefusalKind.Invalid, "own_centre", "不能向发出督办的综治中心自身发督办单，请选择其他单位。",
        "The centre that orders cannot be ordered by itself; choose another organisation.", "organisation");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/orders", Handle)
        .Allow(SupervisionOrder.Openers)
        .Produces<Answer>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.Invalid, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        Request request, Actor actor, Idempotency idempotency, Database database, CurrentTerms current,
        CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(
            work => idempotency.Once(work, actor.Account, request, async Task<Result<Answer>> () =>
            {
                if (request.Until <= work.Now)
                    return UntilPassed;
                if (request.Until is { } until && SupervisionOrder.TooLate(until, work.Now) is { } tooLate)
                    return tooLate;
                if (!(await Addressed.Organisations(work, [request.Organisation!.Value], actor.Jurisdiction))
                    .Accepted(out var organisations, out var unknown))
                    return unknown;
                if (!(await Addressed.Cases(work, request.Cases ?? [], organisations, actor))
                    .Accepted(out var cases, out var unseen))
                    return unseen;
                if (await Addressed.CentreOf(work, actor.Jurisdiction) is not { } centre)
                    return Addressed.NoCentre;
                if (centre == organisations[0].Id)
                    return OwnCentre;
                var id = OrderId.New();
                var order = await Issue(
                    work,
                    new(id, request.Form!.Value, OrderOrigin.Person, $"person/{id}", organisations[0].Id,
                        organisations[0].Name, request.Urgency ?? Contracts.Urgency.Normal,
                        Scrubbing.Scrub(request.Demand), Scrubbing.Scrub(request.Basis),
                        request.Until?.ToUniversalTime(), cases,
                        [new("order_opened", $"{actor.Name}发出：{Scrubbing.Scrub(request.Basis)}")]),
                    centre, actor.Jurisdiction, actor.ToActedBy(), SupervisionOrder.Signers.Contains(actor.Role),
                    current.Value);
                return new Answer(order!.Id, order.Number, order.Status);
            }),
            cancel);
        return result.ToHttp(made => TypedResults.Created($"/api/escalation/orders/{made.Id}", made));
    }

    /// <summary>
    /// Opens what is demanded, unless its cause has opened an order before. Everything that opens an order comes here.
    /// </summary>
    /// <param name="signs">Whether <paramref name="by"/> may sign every form.</param>
    /// <returns>Null when the cause has opened one before.</returns>
    internal static async Task<SupervisionOrder?> Issue(
        Work work, OrderDemand demand, OrganisationId centre, JurisdictionId jurisdiction, ActedBy by, bool signs,
        Terms terms) =>
        (await IssueAll(work, [demand], centre, jurisdiction, by, signs, terms)).SingleOrDefault();

    /// <summary>The same for several at once, each with a cause of its own.</summary>
    /// <returns>Those whose cause has opened none before.</returns>
    internal static async Task<IReadOnlyList<SupervisionOrder>> IssueAll(
        Work work, IReadOnlyList<OrderDemand> demands, OrganisationId centre, JurisdictionId jurisdiction, ActedBy by,
        bool signs, Terms terms)
    {
        if (demands.Count == 0)
            return [];
        // Always in the same order, so that two which open several never wait for each other. Whoever comes second
        // looks only when the first has committed, and then finds the order.
        var causes = demands.Select(demand => demand.Cause).Order(StringComparer.Ordinal).ToArray();
        await work.Execute(LockCauses, new { causes });
        var before = (await work.List<string>(
            "select cause from supervision_order where cause = any(@causes)", new { causes }))
            .ToHashSet(StringComparer.Ordinal);
        var fresh = demands.Where(demand => !before.Contains(demand.Cause)).ToList();
        if (fresh.Count == 0)
            return [];
        var numbers = await DocumentNumbers.Next(work, centre, "督办", fresh.Count);
        var opened = new List<SupervisionOrder>();
        foreach (var (demand, number) in fresh.Zip(numbers))
        {
            var step = SupervisionOrder.Open(demand, number, centre, jurisdiction, signs, terms, work.Head(1, by));
            await StoredOrder.Save(work, step, terms);
            opened.Add(step.Order);
        }
        return opened;
    }

    const string LockCauses =
        "select pg_advisory_xact_lock(hashtextextended(cause, 0)) from unnest(@causes) as n (cause)";
}
