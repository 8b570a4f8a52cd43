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
        var id = FileId.New();
        var version = await work.Find<int?>(Insert, new
        {
            id, routed.Head.CaseId, routed.Head.CaseNumber, routed.TicketId, routed.Organisation,
            routed.OrganisationName, routed.Place.Jurisdiction, routed.Place.Address, Kind = routed.Kind.ToWireName(),
            routed.Text, Status = FileStatus.Applied.ToWireName(), work.Now,
            recused = routed.Recused is { } who
                ? who.Below.Prepend(who.Against).Select(one => one.Value).ToArray() : [],
            superior = routed.Recused?.Superior,
        });
        if (version is not { } first)
            return;
        var head = work.Head(routed.Head.CaseId, routed.Head.CaseNumber, first, ActedBy.System);
        work.Publish(new FileOpened(head, id, routed.TicketId, routed.Kind, routed.Organisation, [
            new("file_opened", $"已由{routed.OrganisationName}立调解案卷，待各方当事人同意；调解期限一般为一个月。"),
            .. routed.Reasons]));
    }

    // A case that comes a second time, with another ticket, goes on counting its versions.
    const string Insert = """
        insert into mediation_file (
            id, case_id, case_number, ticket_id, organisation, organisation_name, jurisdiction, address, kind, text,
            status, version, opened_at, recused, superior)
        select @id, @CaseId, @CaseNumber, @TicketId, @Organisation, @OrganisationName, @Jurisdiction, @Address, @Kind,
            @Text, @Status, 1 + coalesce((select max(version) from mediation_file where case_id = @CaseId), 0), @Now,
            @recused::text[], @superior::text
        on conflict (case_id, ticket_id) do nothing
        returning version
        """;
}
