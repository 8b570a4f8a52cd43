using System.Text.Json.Serialization;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>What is asked of the catalogue: who must act on this?</summary>
/// <param name="Place">The division it happened in, as exactly as it was resolved.</param>
/// <param name="Excluded">Organisations that have been ruled out.</param>
/// <param name="At">When it is decided: days of rules, precedents and exemptions are read against it.</param>
/// <param name="MediationOver">
/// A mediation has failed: the case goes to those whose duty it is, never to mediation again.
/// </param>
/// <param name="Address">As it was said: its words do not count for the matter.</param>
/// <param name="Against">The organisation complained of (被投诉单位), which must recuse itself.</param>
public sealed record Question(
    [property: JsonIgnore] string Text, MatterId? Matter, CaseKind Kind, Urgency Urgency, JurisdictionId Place,
    IReadOnlyList<OrganisationId> Excluded, DateTimeOffset At, bool MediationOver = false, Channel? Channel = null,
    [property: JsonIgnore] string? Address = null, OrganisationId? Against = null)
{
    [JsonIgnore]
    public RuleConditions RuleConditions => new(Text, Kind, Urgency, Channel, Place);
}

/// <summary>
/// One thing that was weighed: which rule, whom or what it spoke for, how strongly, and why it counted or not.
/// </summary>
/// <param name="Rule">Which step of the order: <c>precedent</c>, <c>rule</c>, <c>duty</c>, <c>text</c>.</param>
/// <param name="Score">A rule's specificity, a keyword's score, or a model's probability.</param>
/// <param name="Id">The precedent's or the rule's.</param>
/// <param name="Won">It decided.</param>
public sealed record Considered(
    string Rule, OrganisationId? Organisation, MatterId? Matter, double? Score, string Why, string? Id = null,
    bool Won = false);

/// <summary>A way in which the centre could decide what no rule did.</summary>
public sealed record Suggestion(
    OrganisationId Organisation, string OrganisationName, MatterId? Matter, string? MatterName, double Score,
    IReadOnlyList<Reason> Reasons);

/// <summary>Who must act and why; or, where no rule names an owner, the best suggestions.</summary>
/// <param name="Lead">Null when undecided.</param>
/// <param name="Catalogue">Which version of each list it was decided by.</param>
/// <param name="Model">Which model read the text; null: none did.</param>
/// <param name="Step">Which step of the order named the lead; null when undecided.</param>
/// <param name="Exemptions">The exemptions from the shield that were used.</param>
public sealed record Decision(
    OrganisationRow? Lead, IReadOnlyList<OrganisationRow> Assisting, MatterRow? Matter, Urgency Urgency,
    IReadOnlyList<Reason> Reasons, IReadOnlyList<Considered> Considered, IReadOnlyList<Suggestion> Suggestions,
    CatalogueVersions Catalogue, int? Model, DecisionStep? Step = null, IReadOnlyList<ExemptionUse>? Exemptions = null)
{
    /// <summary>As it is kept with the case and shown by "explain".</summary>
    /// <param name="read">What the model read out of the text, so that the decision can be made again.</param>
    public DecisionRecord Record(Question asked, MatterPrediction? read = null) => new(
        Lead is not null, Lead?.Code, Lead?.Name, [.. Assisting.Select(a => a.Code)], Matter?.Code, Matter?.Name,
        Urgency, Reasons, Considered, Suggestions, Catalogue, asked, Model,
        Step, Exemptions, read);
}

/// <summary>A decision with the inputs and the catalogue that made it, so that it can be made again.</summary>
public sealed record DecisionRecord(
    bool Decided, OrganisationId? Lead, string? LeadName, IReadOnlyList<OrganisationId> Assisting, MatterId? Matter,
    string? MatterName, Urgency Urgency, IReadOnlyList<Reason> Reasons, IReadOnlyList<Considered> Considered,
    IReadOnlyList<Suggestion> Suggestions, CatalogueVersions Catalogue, Question Asked,
    int? Model = null, DecisionStep? Step = null, IReadOnlyList<ExemptionUse>? Exemptions = null,
    MatterPrediction? Prediction = null);
