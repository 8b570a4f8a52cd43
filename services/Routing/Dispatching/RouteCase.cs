using System.Text.Json;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching;

/// <summary>
/// Dispatches the cases that were registered (派单); this is the hot path of Routing.
/// </summary>
/// <remarks>
/// Decides a batch in memory, then inserts all its cases with one statement and all their tickets with another.
/// Publishes for each case <see cref="CaseDispatched"/>, for mediation also <see cref="CaseRoutedToMediation"/>; or
/// <see cref="CaseUndecided"/>, and the centre then holds the case until it has decided.
/// </remarks>
public static class RouteCase
{
    /// <param name="Recused">
    /// Codes joined by commas, which no code contains: the rows of a PostgreSQL array of arrays must be equally long.
    /// </param>
    sealed record Routed(RoutedCase Case, DecisionRecord Decision, DateTimeOffset Since, string? Recused);

    /// <exception cref="TooEarlyException">No centre is listed yet; the batch is tried again later.</exception>
    public static async Task Handle(
        IReadOnlyList<CaseRegistered> registered, Work work, CurrentRoutingPolicy current, CurrentModel model)
    {
        var policy = current.Value;
        if (policy.Catalogue.Backstop is null)
            throw new TooEarlyException("The catalogue names no centre yet.");

        var dispatches = new Dispatches(work, policy);
        var routed = registered.Select(one => Route(one, policy, model, dispatches, work)).ToList();
        await dispatches.Send();
        work.Later(Insert, new
        {
            ids = routed.Select(r => r.Case.CaseId.Value).ToArray(),
            numbers = routed.Select(r => r.Case.CaseNumber.Value).ToArray(),
            versions = routed.Select(r => r.Case.Version).ToArray(),
            undecided = routed.Select(r => r.Case.Undecided).ToArray(),
            holders = routed.Select(r => r.Case.Holder.Value).ToArray(),
            kinds = routed.Select(r => r.Case.Kind.ToWireName()).ToArray(),
            urgencies = routed.Select(r => r.Case.Urgency.ToWireName()).ToArray(),
            texts = routed.Select(r => r.Case.Text).ToArray(),
            matters = routed.Select(r => r.Case.Matter?.Value).ToArray(),
            matterNames = routed.Select(r => r.Case.MatterName).ToArray(),
            jurisdictions = routed.Select(r => r.Case.Jurisdiction.Value).ToArray(),
            addresses = routed.Select(r => r.Case.Address).ToArray(),
            latitudes = routed.Select(r => r.Case.Latitude).ToArray(),
            longitudes = routed.Select(r => r.Case.Longitude).ToArray(),
            against = routed.Select(r => r.Case.Against?.Value).ToArray(),
            recused = routed.Select(r => r.Recused).ToArray(),
            since = routed.Select(r => r.Since).ToArray(),
            decisions = routed.Select(r => JsonSerializer.Serialize(r.Decision, ContractJson.Options)).ToArray(),
        });
    }

    static Routed Route(
        CaseRegistered one, RoutingPolicy policy, CurrentModel model, Dispatches dispatches, Work work)
    {
        var placing = Placing.Of(policy.Catalogue, one.Place);
        var against = Recusal.Listed(policy.Catalogue, one.Against);
        var question = new Question(
            one.Text, one.Matter, one.Kind, one.Urgency, placing.Place, [], work.Now, Channel: one.Channel,
            Address: one.Place.Address, Against: against);
        // No prediction is needed when a person has chosen the matter.
        var chosen = one.Matter is { } code && policy.Catalogue.Matter(code) is { Level: MatterRow.Leaf };
        var prediction = chosen ? null : model.Read(one.Text);
        var decision = placing.Explain(Deciding.Decide(policy, question, prediction));
        var centre = Recusal.Centre(policy.Catalogue, placing.Place, against)!;
        var recused = Recusal.HiddenFrom(policy.Catalogue, against, centre.Code) is { } hidden
            ? string.Join(',', hidden) : null;
        var fresh = new RoutedCase(
            one.Head.CaseId, one.Head.CaseNumber, 0, true, true, centre.Code, one.Kind, decision.Urgency, one.Text,
            decision.Matter?.Code, decision.Matter?.Name, placing.Place, one.Place.Address, one.Place.Latitude,
            one.Place.Longitude, against);
        if (decision.Lead is { } lead)
        {
            var assignment = new Assignment(lead, decision.Assisting, 1, false, null, ActedBy.System, decision.Reasons);
            return new(
                dispatches.Add(fresh, assignment, one), decision.Record(question, prediction), one.ReportedAt, recused);
        }

        var held = fresh.Next();
        work.Publish(
            new CaseUndecided(
                work.Head(held.CaseId, held.CaseNumber, held.Version, ActedBy.System, one), centre.Code, centre.Name,
                held.Urgency, held.Kind, held.Place, [.. decision.Reasons, DecisionReasons.HeldByCentre(centre)],
                Recusal.Of(policy.Catalogue, against)),
            one);
        return new(held, decision.Record(question, prediction), one.ReportedAt, recused);
    }

    const string Insert = """
        insert into routed_case (
            case_id, case_number, version, undecided, holder, kind, urgency, text, matter, matter_name, jurisdiction,
            address, latitude, longitude, against, recused, since, decision)
        select id, number, version, undecided, holder, kind, urgency, text, matter, matter_name, jurisdiction, address,
            latitude, longitude, against, string_to_array(recused, ','), since, decision::jsonb
        from unnest(
            @ids, @numbers, @versions, @undecided, @holders, @kinds, @urgencies, @texts, @matters, @matterNames,
            @jurisdictions, @addresses, @latitudes, @longitudes, @against, @recused, @since, @decisions)
            as n (id, number, version, undecided, holder, kind, urgency, text, matter, matter_name, jurisdiction,
                address, latitude, longitude, against, recused, since, decision)
        """;
}
