using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Drafts;

namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>
/// Requests a simulation (推演): the cases of a past period are decided again under a draft of the catalogue, to see
/// which would go elsewhere.
/// </summary>
/// <remarks>
/// <see cref="RunSimulations"/> runs it in the background. Refuses with <c>draft_not_found</c>, <c>draft_closed</c>,
/// <c>period_wrong</c>, <c>simulation_under_way</c>.
/// </remarks>
public static class AskSimulation
{
    /// <param name="From">The first day of registration, in China's time; absent: thirty days in all.</param>
    /// <param name="To">The last day, included; absent: today.</param>
    public sealed record Request([property: Required] DraftId? Draft, DateOnly? From, DateOnly? To);

    /// <param name="Total">How many cases will be decided again.</param>
    public sealed record Asked(SimulationId Id, int Total);

    static readonly Refusal UnderWay = new(
        RefusalKind.Conflict, "simulation_under_way", "这份草案正在推演，请等待完成或先取消。",
        "This draft is being simulated; wait for the end or cancel it.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/simulations", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Asked>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        Request request, Actor actor, Idempotency idempotency, Database database, TimeProvider clock,
        CancellationToken cancel)
    {
        if (!Period.Of(request.From, request.To, clock.GetUtcNow()).Accepted(out var period, out var refusal))
            return Problems.From(refusal);
        var result = await database.Transact<Asked>(
            work => idempotency.Once(work, actor.Account, request, async Task<Result<Asked>> () =>
        {
            var id = SimulationId.New();
            // Opening locks the draft: of two requests at once, the second finds the first one's simulation.
            if (!(await DraftRows.Open(work, request.Draft!.Value, actor)).Accepted(out var draft, out var refused))
                return refused;
            if (await work.Find<Asked>(Open, new { request.Draft }) is not null)
                return UnderWay;
            return (await work.Find<Asked>(Insert, new
            {
                id, request.Draft, draft.Name, period.From, period.To, actor.Jurisdiction, actor.Scope, work.Now,
                actor.Account, ByName = actor.Name,
            }))!;
        }), cancel);
        return result.ToHttp(asked => TypedResults.Created($"/api/routing/simulations/{asked.Id}", asked));
    }

    const string Open = "select id, total from simulation where draft = @Draft and status in ('waiting', 'running')";

    // The ids of cases are in the order of registration.
    const string Insert = """
        with bounds as (
            select first_id(@From::timestamp at time zone 'Asia/Shanghai') as after,
                first_id((@To + 1)::timestamp at time zone 'Asia/Shanghai') as before
        )
        insert into simulation (id, draft, draft_name, "from", "to", jurisdiction, asked_at, asked_by, asked_by_name,
            after, before, total)
        select @id, @Draft, @Name, @From, @To, @Jurisdiction, @Now, @Account, @ByName, after, before, (
            select count(*) from routed_case
            where case_id >= after and case_id < before and jurisdiction like @Scope)
        from bounds
        returning id, total
        """;
}
