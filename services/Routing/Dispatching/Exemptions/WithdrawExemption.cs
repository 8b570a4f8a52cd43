namespace Dispatch.Routing.Dispatching.Exemptions;

/// <summary>
/// The centre's director withdraws an exemption from the shield before its end; tickets dispatched under it stay.
/// </summary>
/// <remarks>Refuses with <c>exemption_not_found</c>, <c>exemption_over</c>.</remarks>
public static class WithdrawExemption
{
    public sealed record Request([property: Required, StringLength(300, MinimumLength = 2)] string Why);

    sealed record Row(DateTimeOffset Until, DateTimeOffset? WithdrawnAt);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "exemption_not_found", "本辖区没有这项减负例外。", "No such exemption in your jurisdiction.");

    static readonly Refusal Over = new(
        RefusalKind.Conflict, "exemption_over", "该减负例外已到期或已撤销；请刷新列表。",
        "This exemption has ended or was withdrawn; refresh the list.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/shield/exemptions/{exemptionId}/withdrawal", Handle)
        .Allow(Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        ExemptionId exemptionId, Request request, Actor actor, Database database, CurrentRoutingPolicy current,
        CancellationToken cancel)
    {
        var result = await database.Transact<ExemptionId>(async work =>
        {
            if (await work.Find<Row>(Load, new { exemptionId, actor.Scope }) is not { } row)
                return NotFound;
            if (row.WithdrawnAt is not null || row.Until <= work.Now)
                return Over;
            await work.Execute(Save, new { exemptionId, work.Now, actor.Name, why = Scrubbing.Scrub(request.Why) });
            return exemptionId;
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Load =
        "select until, withdrawn_at from shield_exemption where id = @exemptionId and scope like @Scope for update";

    const string Save = """
        update shield_exemption set withdrawn_at = @Now, withdrawn_by = @Name, withdrawn_why = @why
        where id = @exemptionId
        """;
}
