using System.Text.Json;

namespace Dispatch.Escalation.Records;

/// <summary>One step of a whistle or an order, as it was told.</summary>
/// <param name="What">The event's name in camelCase, the same word that live updates use.</param>
/// <param name="Organisation">Whom it concerns.</param>
public sealed record Step(
    DateTimeOffset At, string What, AccountId ByAccount, string ByName, OrganisationId? ByOrganisation,
    OrganisationId? Organisation, IReadOnlyList<Reason> Reasons, string? TraceId);

/// <summary>What the page of a whistle or an order shows beside it.</summary>
/// <param name="Name">Of the organisation whose it is.</param>
public sealed record Beside(IReadOnlyList<Step> Steps, string? Name);

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

    /// <summary>As one JSON column, in their order.</summary>
    /// <param name="subject">The column that holds whose steps they are.</param>
    public static string Of(string subject) => $"""
        coalesce((
            select jsonb_agg(jsonb_build_object(
                'at', t.at, 'what', t.what, 'byAccount', t.by_account, 'byName', t.by_name,
                'byOrganisation', t.by_organisation, 'organisation', t.organisation, 'reasons', t.reasons,
                'traceId', t.trace_id) order by t.version)
            from step t where t.subject = {subject}), '[]')
        """;

    const string Insert = """
        insert into step (subject, version, at, what, by_account, by_name, by_organisation, organisation, reasons,
            trace_id)
        values (@subject, @version, @at, @what, @account, @name, @by, @organisation, @reasons::jsonb, @trace)
        """;
}
