namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>The administrator or a centre's director starts a draft of the catalogue (清单草案).</summary>
public static class StartDraft
{
    /// <param name="Why">The document or event that is the reason for the change.</param>
    public sealed record Request(
        [property: Required, StringLength(60, MinimumLength = 2)] string Name,
        [property: Required, StringLength(200, MinimumLength = 2)] string Why);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/catalogue/drafts", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<DraftItem>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.Conflict);

    static async Task<IResult> Handle(
        Request request, Actor actor, Idempotency idempotency, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<DraftItem>(
            work => idempotency.Once<Request, DraftItem>(work, actor.Account, request, async () =>
            {
                var draft = new DraftId(Guid.CreateVersion7());
                await work.Execute(Insert, new
                {
                    draft, Name = Scrubbing.Scrub(request.Name), Why = Scrubbing.Scrub(request.Why),
                    actor.Jurisdiction, actor.Account, by = actor.Name, work.Now,
                });
                return (await work.Find<DraftItem>(DraftItem.Select + " where d.id = @draft", new { draft }))!;
            }), cancel);
        return result.ToHttp(draft => TypedResults.Created("/api/routing/catalogue/drafts/" + draft.Id, draft));
    }

    const string Insert = """
        insert into catalogue_draft (id, name, why, status, jurisdiction, by_account, by_name, at, changed_at)
        values (@draft, @Name, @Why, 'open', @Jurisdiction, @Account, @by, @Now, @Now)
        """;
}
