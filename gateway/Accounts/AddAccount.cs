using Dispatch.Gateway.Sessions;

namespace Dispatch.Gateway.Accounts;

/// <summary>The administrator gives somebody an account; a client also gets a key, which is shown this once.</summary>
/// <remarks>
/// Publishes <see cref="AccountChanged"/>. Refuses with <c>account_taken</c> and <c>password_missing</c>. Takes no
/// <c>Idempotency-Key</c>: a second request is refused by the account's name, and a stored answer would hold the
/// client's key.
/// </remarks>
public static class AddAccount
{
    static readonly Refusal Taken = new(
        RefusalKind.Conflict, "account_taken", "该账号名已被使用，请换一个。", "This account name is taken; choose another.",
        "account");
    static readonly Refusal PasswordMissing = new(
        RefusalKind.Invalid, "password_missing", "请设置初始密码。", "Set a first password.", "password");

    /// <param name="Password">Only a client, who signs in with a key, may have none.</param>
    public sealed record Request(
        [property: Required] AccountId? Account,
        [property: Required, StringLength(50, MinimumLength = 1)] string Name,
        [property: Required, AllowedValues(
            Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
            Roles.GridWorker, Roles.Leader, Roles.Auditor, Roles.Admin, Roles.Client,
            ErrorMessage = "没有这个岗位，请从列表中选择。|There is no such role.")]
        string Role,
        [property: Required] OrganisationId? Organisation, [property: Required] JurisdictionId? Jurisdiction,
        [property: StringLength(200, MinimumLength = 8)] string? Password);

    public sealed record Reply(
        AccountId Account, string Name, string Role, OrganisationId Organisation, JurisdictionId Jurisdiction,
        string? ApiKey);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/accounts", Handle)
        .Allow(Roles.Admin)
        .Produces<Reply>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        Request request, Actor actor, Database database, Passwords passwords, CancellationToken cancel)
    {
        var client = request.Role == Roles.Client;
        if (request.Password is null && !client)
            return Problems.From(PasswordMissing);
        var key = client ? ApiKeys.New() : null;
        using var turn = await passwords.Turn(cancel);
        var result = await database.Transact<Reply>(async work =>
        {
            if (await work.Execute(Insert, new
            {
                request.Account, request.Name, request.Role, request.Organisation, request.Jurisdiction,
                password = request.Password is { } chosen ? Passwords.Hash(chosen) : null,
                key = key is null ? null : ApiKeys.Hash(key),
                by = actor.Account,
            }) == 0)
                return Taken;
            await AnnounceAccounts.Tell(work, actor.ToActedBy());
            return new Reply(
                request.Account!.Value, request.Name, request.Role, request.Organisation!.Value,
                request.Jurisdiction!.Value, key);
        }, cancel);
        return result.ToHttp(reply => TypedResults.Created((string?)null, reply));
    }

    const string Insert = """
        insert into account (account, name, role, organisation, jurisdiction, password_hash, key_hash, created_by)
        values (@Account, @Name, @Role, @Organisation, @Jurisdiction, @password, @key, @by)
        on conflict (account) do nothing
        """;
}
