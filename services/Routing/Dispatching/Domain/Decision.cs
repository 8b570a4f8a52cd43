using System.Text.Json.Serialization;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>The facts of a case that decide who must act on it.</summary>
/// <param name="Text">Not kept in the decision's record, and neither is the address: the case itself has both.</param>
/// <param name="Matter">The matter, or group of matters, chosen at registration.</param>
/// <param name="Place">The jurisdiction it happened in, as exactly as it is known.</param>
/// <param name="Excluded">Organisations that may not get the case, such as one whose return was upheld.</param>
/// <param name="At">The time of the decision; rules, precedents and exemptions must be in force at it.</param>
/// <param name="MediationOver">
/// True when a mediation has failed: the case then goes to those whose duty it is, never to mediation again.
/// </param>
/// <param name="Address">As the caller gave it; keywords that only name the place do not count for a matter.</param>
/// <param name="Against">The organisation complained of (被投诉单位), which is recused.</param>
public sealed record Question(
    [property: JsonIgnore] string Text, MatterId? Matter, CaseKind Kind, Urgency Urgency, JurisdictionId Place,
    IReadOnlyList<OrganisationId> Excluded, DateTimeOffset At, bool MediationOver = false, Channel? Channel = null,
    [property: JsonIgnore] string? Address = null, OrganisationId? Against = null)
{
    [JsonIgnore]
    public RuleConditions RuleConditions => new(Text, Kind, Urgency, Channel, Place);
}

/// <summary>One option that was considered, and why it decided or did not.</summary>
/// <param name="Rule">
/// Its kind: a step of the decision chain (<c>precedent</c>, <c>rule</c>, <c>duty</c>, <c>text</c>), or <c>place</c>
/// for a place where the case may have happened.
/// </param>
/// <param name="Score">
/// The specificity of a rule, the keyword score or probability of a matter, or the score of a place; each on a scale of
/// its own.
/// </param>
/// <param name="Id">The id of the precedent, the code of the rule or of the place.</param>
/// <param name="Won">True when it decided.</param>
public sealed record Considered(
    string Rule, OrganisationId? Organisation, MatterId? Matter, double? Score, string Why, string? Id = null,
    bool Won = false);

/// <summary>A proposal to the centre for a case that was not decided.</summary>
/// <param name="Score">On the scale of keyword scores.</param>
public sealed record Suggestion(
    OrganisationId Organisation, string OrganisationName, MatterId? Matter, string? MatterName, double Score,
    IReadOnlyList<Reason> Reasons);

/// <summary>Who must act on a case, and why; when that is undecided, the best suggestions.</summary>
/// <param name="Lead">Null when undecided.</param>
/// <param name="Urgency">The reported urgency; when decided, the matter's grade if that is more pressing.</param>
/// <param name="Suggestions">Empty when decided.</param>
/// <param name="Catalogue">The version of each list that the decision used.</param>
/// <param name="Model">The version of the model that was consulted; null when none was.</param>
/// <param name="Step">The step of the decision chain that named the lead; null when undecided.</param>
/// <param name="Exemptions">The exemptions from the shield that were used; null or empty when none was.</param>
public sealed record Decision(
    OrganisationRow? Lead, IReadOnlyList<OrganisationRow> Assisting, MatterRow? Matter, Urgency Urgency,
    IReadOnlyList<Reason> Reasons, IReadOnlyList<Considered> Considered, IReadOnlyList<Suggestion> Suggestions,
    CatalogueVersions Catalogue, int? Model, DecisionStep? Step = null, IReadOnlyList<ExemptionUse>? Exemptions = null)
{
    /// <summary>The decision as it is stored with the case and shown by a dry run.</summary>
    /// <param name="read">The model's prediction; kept so that a simulation can decide the case again.</param>
    public DecisionRecord Record(Question asked, MatterPrediction? read = null) => new(
        Lead is not null, Lead?.Code, Lead?.Name, [.. Assisting.Select(a => a.Code)], Matter?.Code, Matter?.Name,
        Urgency, Reasons, Considered, Suggestions, Catalogue, asked, Model,
        Step, Exemptions, read);
}

/// <summary>
/// A decision with its question, the versions of the lists and the model's prediction, so that it can be explained
/// later and decided again in a simulation.
/// </summary>
public sealed record DecisionRecord(
    bool Decided, OrganisationId? Lead, string? LeadName, IReadOnlyList<OrganisationId> Assisting, MatterId? Matter,
    string? MatterName, Urgency Urgency, IReadOnlyList<Reason> Reasons, IReadOnlyList<Considered> Considered,
    IReadOnlyList<Suggestion> Suggestions, CatalogueVersions Catalogue, Question Asked,
    int? Model = null, DecisionStep? Step = null, IReadOnlyList<ExemptionUse>? Exemptions = null,
    MatterPrediction? Prediction = null);
