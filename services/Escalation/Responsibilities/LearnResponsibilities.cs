using System.Text.Json;

namespace Dispatch.Escalation.Responsibilities;

/// <summary>
/// Learns from Routing, with the organisations, which organisations a kind of problem needs (一件事清单) and who holds which
/// function (责任清单).
/// </summary>
/// <remarks>
/// Each announcement is the whole of both lists; one that is older than what is known changes nothing, and one from
/// before there were these lists leaves them as they are.
/// </remarks>
public static class LearnResponsibilities
{
    public static async Task Handle(IReadOnlyList<CataloguePublished> published, Work work)
    {
        if (await LearnOrganisations.Handle(published, work) is not { } newest)
            return;
        if (newest.OneThings is { } oneThings)
        {
            work.Later(ForgetOneThings, new { });
            work.Later(SaveOneThings, new { items = JsonSerializer.Serialize(oneThings, ContractJson.Options) });
        }
        if (newest.Responsibilities is { } responsibilities)
        {
            work.Later(ForgetResponsibilities, new { });
            work.Later(SaveResponsibilities, new
            {
                items = JsonSerializer.Serialize(responsibilities, ContractJson.Options),
            });
        }
    }

    const string ForgetOneThings = "delete from one_thing";

    const string SaveOneThings = """
        insert into one_thing (id, name, jurisdiction, matters, keywords, lead, assisting, whistle, basis)
        select id, name, jurisdiction, matters, keywords, lead, assisting, whistle, basis
        from jsonb_to_recordset(@items::jsonb) as n (
            id text, name text, jurisdiction text, matters text[], keywords text[], lead text, assisting text[],
            whistle text, basis text)
        """;

    const string ForgetResponsibilities = "delete from responsibility";

    const string SaveResponsibilities = """
        insert into responsibility (
            organisation, jurisdiction, function, account, deputy, absent_from, absent_until, "from", until, basis)
        select organisation, jurisdiction, function, account, deputy, "absentFrom", "absentUntil", "from", until, basis
        from jsonb_to_recordset(@items::jsonb) as n (
            organisation text, jurisdiction text, function text, account text, deputy text, "absentFrom" date,
            "absentUntil" date, "from" date, until date, basis text)
        """;
}
