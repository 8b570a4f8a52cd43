using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>
/// The head, the director or the leader names who answers on a rung from now on, as for a backstop case (兜底) the
/// officer of the centre who handles it.
/// </summary>
/// <remarks>
/// Publishes <see cref="RungReassigned"/>. Refuses with <c>rung_not_found</c>, <c>rung_left</c>, <c>not_your_rung</c>,
/// <c>account_not_there</c>.
/// </remarks>
public static class AssignRung
{
    public sealed record Request(
        [property: Required] AccountId? Account,
        [property: Required, StringLength(500, MinimumLength = 2)] string Grounds);

    sealed record Known(AccountId Account, string Name, string Organisation);

    static readonly Refusal NotThere = new(
        RefusalKind.Invalid, "account_not_there", "该账号不能负责这一层级或已停用，请从列出的人员中选择。",
        "This account cannot answer on this rung, or is disabled; choose one of those listed.", "account");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/rungs/{rungId}/owner", Handle)
        .Allow(CaseRung.Assigners)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    static Task<IResult> Handle(
        RungId rungId, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var grounds = Scrubbing.Scrub(request.Grounds);
        return StoredRung.Change(
            database, rungId, actor,
            async (work, rung) => await work.Find<Known>(Find, new
            {
                request.Account, rung.At, rung = rung.Rung.ToWireName(), rung.Jurisdiction,
                roles = CaseRung.Acknowledgers,
            }) is { } named
                ? rung.Assign(named.Account, named.Name, $"{named.Organisation}指定责任人", actor) : NotThere,
            (head, rung) => new RungReassigned(head, rung.Rung, rung.At, rung.ToOwner(),
                [new("rung_reassigned", $"{actor.Name}指定{rung.OwnerName}负责（{rung.Rung.Chinese()}）：{grounds}")]),
            cancel);
    }

    const string Find = $"""
        select a.account, a.name, coalesce(o.name, a.organisation) as organisation
        from account a
        left join organisation o on o.id = a.organisation
        where a.account = @Account and {ListRungPeople.MayAnswer}
        """;
}
