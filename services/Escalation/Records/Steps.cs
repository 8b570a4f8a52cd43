using System.Text.Json;

namespace Dispatch.Escalation.Records;

/// <summary>One step of a whistle or an order, as it was told.</summary>
/// <param name="What">The event's name in camelCase, the same word that live updates use.</param>
/// <param name="Organisation">Whom it concerns.</param>
public sealed record Step(
    DateTimeOffset At, string What, AccountId ByAccount, string ByName, OrganisationId? ByOrganisation,
    OrganisationId? Organisation, IReadOnlyList<Reason> Reasons, string? TraceId);

/// <summary>The steps of a whistle or an order, kept beside it for its page.</summary>
static class Steps
{
    public static void Add(
        Work work, Guid subject, IEvent told, OrganisationId? organisation, IReadOnlyList<Reason> reasons) =>
        work.Later(Insert, new
        {
            subject, version = told.Head.Version, at = told.Head.OccurredAt,
            what = JsonNamingPolicy.CamelCase.ConvertName(told.GetType().Name),
            account = told.Head.By.Account.Value, name = told.Head.By.Name, by = told.Head.By.Organisation?.Value,
            organisation = organisation?.Value, reasons = JsonSerializer.Serialize(reasons, ContractJson.Options),
            trace = told.Head.TraceId,
        });

    public static Task<List<Step>> Of(Database database, Guid subject, CancellationToken cancel) =>
        database.Read<Step>(Load, new { subject }, cancel);

    const string Insert = """
        insert into step (subject, version, at, what, by_account, by_name, by_organisation, organisation, reasons,
            trace_id)
        values (@subject, @version, @at, @what, @account, @name, @by, @organisation, @reasons::jsonb, @trace)
        """;

    const string Load = """
        select at, what, by_account, by_name, by_organisation, organisation, reasons, trace_id
        from step
        where subject = @subject
        order by version
        """;
}
