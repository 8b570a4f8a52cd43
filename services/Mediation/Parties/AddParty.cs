using Dispatch.Mediation.Files;
using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Parties;

/// <summary>The mediator puts a party (当事人) on the file, until every party has consented.</summary>
/// <remarks>
/// Name and telephone are sealed at rest. Publishes nothing.
/// Refuses with <c>file_not_found</c>, <c>parties_fixed</c>, <c>too_many_parties</c>, <c>file_ended</c>,
/// <c>consent_refused</c>.
/// </remarks>
public static class AddParty
{
    public sealed record Request(
        [property: Required, StringLength(60, MinimumLength = 1)] string Name,
        [property: RegularExpression(
            @"\+?[0-9][0-9 -]{4,19}", ErrorMessage = "请填写5至20位的电话号码。|Give a telephone number of 5 to 20 digits.")]
        string? Phone,
        [property: Required] Side? Side);

    /// <param name="Party">The party's number in the file, from 1.</param>
    public sealed record Reply(int Party, FileStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/files/{fileId}/parties", Handle)
        .Allow(Roles.Mediator)
        .Produces<Reply>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        FileId fileId, Request request, Actor actor, Idempotency once, Database database, Vault vault,
        CancellationToken cancel)
    {
        var sent = new { fileId, request };
        var result = await database.Transact<Reply>(work => once.Once<object, Reply>(
            work, actor.Account, sent, async () =>
            {
                if (await StoredFile.Lock(work, fileId, actor) is not { } file)
                    return Refusals.FileNotFound;
                if (!file.AddParty(request.Side!.Value).Accepted(out var next, out var refusal))
                    return refusal;

                var party = next.Parties[^1];
                var about = StoredFile.About(fileId, $"party/{party.Number}");
                await work.Execute(Insert, new
                {
                    fileId, party.Number, Side = party.Side.ToWireName(),
                    Name = vault.Seal(request.Name.Trim(), about + "/name"),
                    Phone = request.Phone is { } phone ? vault.Seal(phone, about + "/phone") : null,
                    NameMasked = Masks.Name(request.Name), PhoneMasked = Masks.Phone(request.Phone),
                });
                return new Reply(party.Number, next.Status);
            }), cancel);
        return result.ToHttp(reply => TypedResults.Created((string?)null, reply));
    }

    const string Insert = """
        insert into party (file_id, number, side, name_sealed, phone_sealed, name_masked, phone_masked)
        values (@fileId, @Number, @Side, @Name, @Phone, @NameMasked, @PhoneMasked)
        """;
}
