using Dispatch.Mediation.Files.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Mediation.Files;

/// <summary>
/// The files of the mediator's organisation or the caller's jurisdiction; newest first, parties masked. Who must stand
/// back from a file (回避) does not find it.
/// </summary>
public static class ListFiles
{
    public sealed record Item(
        FileId Id, CaseNumber CaseNumber, CaseId CaseId, TicketId TicketId, MediationKind Kind, FileStatus Status,
        OrganisationId Organisation, string OrganisationName, JurisdictionId Jurisdiction, string? Address, string Text,
        int Sessions, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, EndReason? EndReason,
        IReadOnlyList<MaskedParty> Parties);

    /// <param name="Name">Masked, such as 张**.</param>
    /// <param name="Phone">Masked, such as 139****1234.</param>
    public sealed record MaskedParty(int Number, Side Side, string Name, string? Phone, bool? Consent);

    static ListFiles() => DapperTypes.Json<IReadOnlyList<MaskedParty>>();

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/files", Handle)
        .Allow(Visibility.Readers)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(
        EnumParameter<FileStatus>? status, [FromQuery(Name = "case")] CaseNumber? number, Paging paging, Actor actor,
        Database database, CancellationToken cancel)
    {
        var rows = await database.Read<Item>(Select(actor), new
        {
            actor.Organisation, actor.Scope, number,
            Status = status?.ToString(), after = paging.AfterId, paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page(rows, row => [row.Id.ToString()]));
    }

    // Ids are made in the order of time, so the newest file has the greatest.
    static string Select(Actor actor) => $"""
        select f.id, f.case_number, f.case_id, f.ticket_id, f.kind, f.status, f.organisation, f.organisation_name,
            f.jurisdiction, f.address, f.text, f.sessions, f.opened_at, f.ended_at, f.end_reason,
            coalesce((
                select jsonb_agg(jsonb_build_object(
                    'number', p.number, 'side', p.side,
                    'name', case when {Visibility.PartiesWithheld} then '{Visibility.Withheld}' else p.name_masked end,
                    'phone', case when {Visibility.PartiesWithheld} then null else p.phone_masked end,
                    'consent', p.consent)
                    order by p.number)
                from party p where p.file_id = f.id), '[]')::text as parties
        from mediation_file f
        where {Visibility.Files.Sees(actor)}
            and (@Status::text is null or f.status = @Status)
            and (@number::text is null or f.case_number = @number)
            and (@after::uuid is null or f.id < @after)
        order by f.id desc
        limit @Take
        """;
}
