using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Files;

/// <summary>A dispute that Routing hands over becomes a mediation file (调解案卷), which waits for consent.</summary>
/// <remarks>
/// Publishes <see cref="FileOpened"/>. A ticket that is handed over twice has one file. The term runs in Escalation.
/// Source: 人民调解法 §17, 人民调解工作若干规定 §33 (normally one month).
/// </remarks>
public static class OpenFile
{
    public static async Task Handle(CaseRoutedToMediation routed, Work work)
    {
        var published = await work.Find<int>(Published, new { routed.Head.CaseId });
        var (file, events) = MediationFile.Open(
            FileId.New(), routed, published,
            version => work.Head(routed.Head.CaseId, routed.Head.CaseNumber, version, ActedBy.System));
        var opened = await work.Execute(Insert, new
        {
            file.Id, file.CaseId, file.CaseNumber, file.TicketId, routed.Organisation, file.OrganisationName,
            routed.Place.Jurisdiction, routed.Place.Address, Kind = routed.Kind.ToWireName(), routed.Text,
            Status = file.Status.ToWireName(), file.Version, work.Now,
            recused = routed.Recused is { } who
                ? who.Below.Prepend(who.Against).Select(one => one.Value).ToArray() : [],
            superior = routed.Recused?.Superior,
        });
        if (opened == 0)
            return;
        foreach (var what in events)
            work.Publish(what);
    }

    // A case that comes a second time, with another ticket, goes on counting its versions.
    const string Published = "select coalesce(max(version), 0) from mediation_file where case_id = @CaseId";

    const string Insert = """
        insert into mediation_file (
            id, case_id, case_number, ticket_id, organisation, organisation_name, jurisdiction, address, kind, text,
            status, version, opened_at, recused, superior)
        values (
            @Id, @CaseId, @CaseNumber, @TicketId, @Organisation, @OrganisationName, @Jurisdiction, @Address, @Kind,
            @Text, @Status, @Version, @Now, @recused, @superior)
        on conflict (case_id, ticket_id) do nothing
        """;
}
