using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>The administrator or the director activates another version of the matter model.</summary>
/// <remarks>Refuses with <c>model_not_found</c>, <c>already_active</c>, <c>model_outdated</c>.</remarks>
public static class ActivateModel
{
    public sealed record Request([property: Required, StringLength(200, MinimumLength = 2)] string Why);

    sealed record Row(bool Active, bool Readable);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "model_not_found", "没有这个版本的事项模型。", "No such version of the matter model.");

    static readonly Refusal AlreadyActive = new(
        RefusalKind.Conflict, "already_active", "该版本已在使用；请刷新。", "This version is in use already; refresh.");

    static readonly Refusal Outdated = new(
        RefusalKind.Conflict, "model_outdated", "该版本为旧格式，已不能使用；请重新训练。",
        "This version is of an earlier form and can no longer be read; train anew.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/matter-models/{version}/activation", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        int version, Request request, Actor actor, Database database, CurrentModel current, CancellationToken cancel)
    {
        var result = await database.Transact<int>(async work =>
        {
            // Of two activations at once, the second waits and then sees the result of the first.
            await work.Execute("lock table matter_model in share row exclusive mode", null);
            if (await work.Find<Row>(Select, new { version, ModelBytes.Mark }) is not { } row)
                return NotFound;
            if (row.Active)
                return AlreadyActive;
            if (!row.Readable)
                return Outdated;
            await work.Execute("update matter_model set active = false where active", null);
            await work.Execute(Activate, new { version, work.Now, actor.Name, Why = Scrubbing.Scrub(request.Why) });
            return version;
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Select = """
        select active, substring(bytes from 1 for 4) = @Mark as readable from matter_model where version = @version
        """;

    const string Activate = """
        update matter_model
        set active = true, activated_at = @Now, activated_by = @Name, activated_why = @Why
        where version = @version
        """;
}
