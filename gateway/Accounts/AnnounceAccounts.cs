namespace Dispatch.Gateway.Accounts;

/// <summary>
/// The gateway tells the other services who holds which function: each account when it is made, and all of them when a
/// service that knows none asks, or when the administrator wants it.
/// </summary>
/// <remarks>Publishes <see cref="AccountChanged"/> for each.</remarks>
public static class AnnounceAccounts
{
    sealed record Row(
        AccountId Account, string Name, string Role, OrganisationId Organisation, JurisdictionId Jurisdiction,
        int Version);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/accounts/announcements", Handle)
        .Allow(Roles.Admin)
        .Produces(StatusCodes.Status204NoContent);

    static async Task<IResult> Handle(Actor actor, Database database, CancellationToken cancel)
    {
        await database.Do(work => Tell(work, actor.ToActedBy(), again: true), cancel);
        return TypedResults.NoContent();
    }

    /// <summary>Answers services that have learnt nothing yet: all that ask at once are told once.</summary>
    public static Task Asked(IReadOnlyList<AnnouncementAsked> asked, Work work) =>
        asked.Any(one => one.What == Announcement.Accounts) ? Tell(work, ActedBy.System, again: true)
            : Task.CompletedTask;

    /// <summary>Tells of every account that was not told of yet, or of all of them again.</summary>
    internal static async Task Tell(Work work, ActedBy by, bool again = false)
    {
        foreach (var row in await work.List<Row>(Next, new { again }))
        {
            // No account can be disabled yet.
            work.Publish(new AccountChanged(
                work.Head(row.Version, by), row.Account, row.Name, row.Role, row.Organisation, row.Jurisdiction,
                Disabled: false));
        }
    }

    // In one order, so that two instances that tell at once wait for each other.
    const string Next = """
        update account a set version = a.version + 1
        from (select account from account where @again or version = 0 order by account for update) told
        where a.account = told.account
        returning a.account, a.name, a.role, a.organisation, a.jurisdiction, a.version
        """;
}
