using System.Globalization;
using Dispatch.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dispatch.Kit;

/// <summary>
/// One of 256 slices of the open cases: how many, and a digest that is the same wherever the same cases are open.
/// </summary>
/// <param name="Slice">The last byte of the case's id, two hex digits.</param>
public sealed record ReconciliationSlice(string Slice, int Count, string Digest);

/// <param name="Open">How many of the service's own things are open: cases, tickets, files or running clocks.</param>
public sealed record ReconciliationBook(long Open, IReadOnlyList<ReconciliationSlice> BySlice);

/// <summary>One open case as one service sees it.</summary>
/// <param name="Holder">Who must act, where the service knows.</param>
public sealed record ReconciliationEntry(
    CaseNumber CaseNumber, CaseId CaseId, DateTimeOffset Since, OrganisationId? Holder);

/// <summary>
/// <c>GET /ledger</c> and <c>GET /ledger/{slice}</c>: what this service holds open, for the books that the gateway
/// compares across the services. Equal slices need not be listed, however many cases they hold.
/// </summary>
public static class ReconciliationEndpoints
{
    static readonly string[] Readers = [Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor, Roles.Admin];

    static readonly Refusal NoSuchSlice = new(
        RefusalKind.NotFound, "slice_not_found", "没有这个分片，应为两位十六进制数。", "No such slice; it is two hex digits.");

    /// <param name="open">
    /// A select of the open cases within <c>@Scope</c> (a pattern for the jurisdiction) that <c>@Organisation</c> may
    /// see, one row a case: <c>case_id, case_number, since, holder, things</c>; <c>things</c> (int) counts what is open
    /// on it here.
    /// </param>
    public static void Map(IEndpointRouteBuilder routes, string open)
    {
        var book = $"""
            select lpad(to_hex(get_byte(uuid_send(case_id), 15)), 2, '0') as slice, count(*)::int as count,
                   sum(uuid_hash_extended(case_id, 0))::text as digest, sum(things)::bigint as things
            from ({open}) o
            group by 1
            order by 1
            """;
        var entries = $"""
            select case_number, case_id, since, holder
            from ({open}) o
            where get_byte(uuid_send(case_id), 15) = @slice
            order by case_id
            """;

        routes.MapGet("/ledger", async (Actor actor, Database database, CancellationToken cancel) =>
        {
            var rows = await database.Read<Row>(book, new { actor.Scope, actor.Organisation }, cancel);
            return TypedResults.Ok(new ReconciliationBook(
                rows.Sum(r => r.Things), [.. rows.Select(r => new ReconciliationSlice(r.Slice, r.Count, r.Digest))]));
        }).Allow(Readers).WithName("ReadReconciliation");

        routes.MapGet("/ledger/{slice}",
            async Task<IResult> (string slice, Actor actor, Database database, CancellationToken cancel) =>
            {
                if (slice.Length != 2 || !byte.TryParse(slice, NumberStyles.AllowHexSpecifier, null, out var number))
                    return Problems.From(NoSuchSlice);
                var args = new { actor.Scope, actor.Organisation, slice = (int)number };
                return TypedResults.Ok(await database.Read<ReconciliationEntry>(entries, args, cancel));
            }).Allow(Readers).WithName("ReadReconciliationSlice").Produces<List<ReconciliationEntry>>()
            .Refuses(RefusalKind.NotFound);
    }

    sealed record Row(string Slice, int Count, string Digest, long Things);
}
