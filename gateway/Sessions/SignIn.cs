using Dispatch.Gateway.Accounts;

namespace Dispatch.Gateway.Sessions;

/// <summary>Somebody signs in with account and password, and gets a token and a cookie that holds it.</summary>
/// <remarks>
/// Refuses with <c>wrong_credentials</c> (the same for an unknown account, at the same cost) and, after five wrong
/// passwords in a row, for a quarter of an hour with <c>account_locked</c>. Every attempt is recorded. Source:
/// 网络安全等级保护基本要求 GB/T 22239 8.1.4.1 (limit failed sign-ins, end idle sessions).
/// </remarks>
public static class SignIn
{
    const int MostWrong = 5;
    static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Lasting = TimeSpan.FromHours(12);

    static readonly Refusal Wrong = new(
        RefusalKind.Unauthorized, "wrong_credentials", "账号或密码不正确，请检查后重新输入。",
        "The account or the password is not right; check both.");
    static readonly Refusal Locked = new(
        RefusalKind.Locked, "account_locked", "连续输错密码次数过多，账号已锁定15分钟，请稍后再试或联系管理员。",
        "Too many wrong passwords in a row; the account is locked for 15 minutes. Try later or ask the administrator.");

    public sealed record Request(
        [property: Required, StringLength(100, MinimumLength = 1)] string Account,
        [property: Required, StringLength(200, MinimumLength = 1)] string Password);

    public sealed record Reply(string Token, DateTimeOffset ExpiresAt, Person Person);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/session", Handle)
        .AllowAnonymous()
        .Produces<Reply>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .Refuses(RefusalKind.Unauthorized, RefusalKind.Forbidden, RefusalKind.Locked);

    static async Task<IResult> Handle(
        Request request, HttpContext http, Database database, Passwords passwords, TokenSigner signer,
        CancellationToken cancel)
    {
        var account = request.Account.Trim();
        using var turn = await passwords.Turn(cancel);
        // The attempt is recorded and counted in any case, so a "no" is a value here and does not roll back.
        var result = await database.Transact<Answer>(async work =>
        {
            // Locks the name: guesses made at the same moment are counted one after another.
            var guard = (await work.Find<Guard>(Hold, new { account, now = work.Now }))!;
            var answer = guard.LockedUntil > work.Now
                ? new Answer(null, Locked)
                : await Try(work, account, request.Password, guard, signer);
            await work.Execute(Record, new
            {
                account, now = work.Now, outcome = answer.Refusal?.Code ?? "signed_in",
                address = http.Connection.RemoteIpAddress?.ToString(),
            });
            return answer;
        }, cancel);

        return result.ToHttp(answer =>
        {
            if (answer.Refusal is { } refusal)
                return Problems.From(refusal);
            SessionCookie.Set(http, answer.Reply!.Token, answer.Reply.ExpiresAt);
            return TypedResults.Ok(answer.Reply);
        });
    }

    static async Task<Answer> Try(Work work, string account, string password, Guard guard, TokenSigner signer)
    {
        var kept = await work.Find<Kept>(Load, new { account });
        var match = Passwords.Check(password, kept?.PasswordHash);
        var matches = match != Passwords.Match.No;
        // A lock that has run out starts the count anew.
        var failed = matches ? 0 : (guard.LockedUntil is null ? guard.Failed : 0) + 1;
        var until = failed >= MostWrong ? work.Now + LockedFor : (DateTimeOffset?)null;
        await work.Execute(Count, new { account, failed, until });
        if (!matches)
            return new(null, Wrong);

        // Only now is the password known, so only now can it be kept in the newest way.
        if (match == Passwords.Match.YesButHashAnew)
            await work.Execute(Keep, new { account, old = kept!.PasswordHash, hash = Passwords.Hash(password) });
        var person = new Person(new(account), kept!.Name, kept.Role, kept.Organisation, kept.Jurisdiction);
        var (session, expires) = (Guid.CreateVersion7(), work.Now + Lasting);
        await work.Execute(Start, new { session, account, now = work.Now, expires });
        return new(new(signer.Sign(person, session.ToString(), work.Now, expires), expires, person), null);
    }

    sealed record Answer(Reply? Reply, Refusal? Refusal);

    sealed record Guard(int Failed, DateTimeOffset? LockedUntil);

    sealed record Kept(string Name, string Role, OrganisationId Organisation, JurisdictionId Jurisdiction,
        string? PasswordHash);

    const string Hold = """
        insert into lockout (account, at) values (@account, @now)
        on conflict (account) do update set at = excluded.at
        returning failed, locked_until
        """;
    const string Load = """
        select name, role, organisation, jurisdiction, password_hash from account where account = @account
        """;
    const string Count = "update lockout set failed = @failed, locked_until = @until where account = @account";
    const string Keep =
        "update account set password_hash = @hash where account = @account and password_hash = @old";
    const string Start = """
        insert into session (id, account, started_at, expires_at) values (@session, @account, @now, @expires)
        """;
    const string Record = """
        insert into sign_in (account, at, outcome, address) values (@account, @now, @outcome, @address)
        """;
}
