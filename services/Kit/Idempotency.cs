using System.Security.Cryptography;
using System.Text.Json;
using Dispatch.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dispatch.Kit;

/// <summary>
/// A creating call that is sent again with the same <c>Idempotency-Key</c> gets the stored answer; the same key with
/// another body is refused. Bind it as a parameter and ask it inside the transaction.
/// </summary>
public sealed record Idempotency(string? Key)
{
    public static readonly Refusal KeyReused = new(
        RefusalKind.Conflict, "idempotency_key_reused", "该请求编号已用于另一份内容，请换一个编号重新提交。",
        "This Idempotency-Key was used with another body; send a new key.");

    public static ValueTask<Idempotency?> BindAsync(HttpContext http)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 200)
            throw new UnreadableFieldException("Idempotency-Key");
        return ValueTask.FromResult<Idempotency?>(new(key.Length == 0 ? null : key));
    }

    /// <summary>32 bytes that tell one request body from another.</summary>
    public static byte[] Fingerprint<T>(T request) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, ContractJson.Options));

    sealed record Stored(byte[] Request, string Answer);

    /// <summary>
    /// Runs <paramref name="create"/> unless this key has been answered before. A second call at the same moment waits
    /// for the first.
    /// </summary>
    public async Task<Result<TAnswer>> Once<TRequest, TAnswer>(
        Work work, AccountId account, TRequest request, Func<Task<Result<TAnswer>>> create)
    {
        if (Key is null)
            return await create();
        var fingerprint = Fingerprint(request);
        var args = new { account, key = Key, fingerprint };
        if (await work.Execute(Reserve, args) == 0)
        {
            var stored = (await work.Find<Stored>(Load, args))!;
            return stored.Request.AsSpan().SequenceEqual(fingerprint)
                ? JsonSerializer.Deserialize<TAnswer>(stored.Answer, ContractJson.Options)!
                : KeyReused;
        }
        var result = await create();
        if (result.Accepted(out var answer, out _))
            await work.Execute(Save, new
            {
                account, key = Key,
                answer = JsonSerializer.Serialize(answer, ContractJson.Options)
            });
        return result;
    }

    const string Reserve = """
        insert into idempotency (account, key, request, answer) values (@account, @key, @fingerprint, 'null')
        on conflict do nothing
        """;
    const string Load = "select request, answer::text from idempotency where account = @account and key = @key";
    const string Save = "update idempotency set answer = @answer::jsonb where account = @account and key = @key";
}
