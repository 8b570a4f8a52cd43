using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>The step of the decision chain that named the lead: 先例, 派单规则, 职责清单, 内容判断, 回避后的上级.</summary>
public enum DecisionStep { Precedent, Rule, Duty, Text, Superior }

/// <summary>The outcome of the decision chain.</summary>
/// <param name="Lead">Null when the centre must decide; the reasons then say why.</param>
/// <param name="Step">Null when the centre must decide.</param>
public sealed record Chosen(
    OrganisationRow? Lead, IReadOnlyList<OrganisationRow> Assisting, IReadOnlyList<Reason> Reasons, DecisionStep? Step,
    IReadOnlyList<ExemptionUse> Exemptions);

/// <summary>
/// Looks for the owner of a case in a fixed order: precedents, rules, duties; and for a recused owner its superior.
/// </summary>
/// <remarks>Whatever was considered is kept, with why it decided or did not. An instance decides one case.</remarks>
public sealed class DecisionChain(RoutingPolicy policy, Question question, JurisdictionRow place,
    MatterDetection detection)
{
    /// <summary>Of the precedents and of the rules that match, only the first so many are considered.</summary>
    const int MaxConsidered = 8;

    readonly List<Considered> considered = [];
    // The matter of the case, as far as it is known, and whose duty it is.
    readonly Candidate? first = detection.Matter is null ? null : detection.Candidates[0];
    Chosen? won;
    bool recused;

    public IReadOnlyList<Considered> Considered => considered;

    /// <summary>Call once; fills <see cref="Considered"/>.</summary>
    public Chosen Evaluate()
    {
        if (Recusal.Unclear(policy.Catalogue, question) is { } unclear)
            won = new(null, [], [unclear], null, []);
        if (detection.Matter is { } matter)
            Precedents(matter);
        Rules();
        Duties();
        if (won is null && recused && question.Against is { } against)
            Superior(against);
        return won ?? new(null, [], first?.Responsible.Reasons ?? [], null, []);
    }

    // Where there are more than can be shown, those that are no longer in force must not crowd out those that are.
    static IEnumerable<T> MostRelevant<T>(IReadOnlyList<T> found, Func<T, bool> inForce) => found.Count <= MaxConsidered
        ? found : found.OrderByDescending(inForce).Take(MaxConsidered);

    void Precedents(MatterRow matter)
    {
        bool Holds(PrecedentRow one) => PrecedentIndex.Spent(one, question.At, first!.Responsible) is null;
        foreach (var one in MostRelevant(policy.Precedents.For(matter, question), Holds))
        {
            var (owner, resolved) = (policy.Catalogue.Organisation(one.Organisation), default(OwnerResolution));
            var lost = PrecedentIndex.Spent(one, question.At, first!.Responsible)
                ?? (owner is null ? DecisionReasons.NotListed(one.Organisation) : null);
            if (lost is null)
                lost = (resolved = Resolve(owner!)).Owner is null ? resolved.Why ?? DecisionReasons.MediationIsOver
                    : Settled();
            Weigh(DecisionStep.Precedent, one.Id.ToString(), owner?.Code ?? one.Organisation, matter.Code, null,
                DecisionReasons.PrecedentName(one, owner), lost);
            if (lost is null)
                Win(DecisionStep.Precedent, owner!, null, [DecisionReasons.Precedent(one, owner!)], resolved);
        }
    }

    void Rules()
    {
        var line = detection.Matter is { } matter ? policy.Catalogue.Line(matter) : [];
        var found = policy.Catalogue.Rules.For(line, question.RuleConditions);
        // The winning rules: the most specific one, and others that are as specific.
        var tied = new List<(RuleRow Rule, OrganisationRow Owner, OwnerResolution Resolved)>();
        foreach (var rule in MostRelevant(found, rule => RuleIndex.InForce(rule, question.At)))
        {
            var resolved = RuleIndex.InForce(rule, question.At)
                ? OwnerResolution.Of(policy, rule.Lead, detection.Matter, TicketRole.Lead, place, question)
                : new(null, DecisionReasons.RuleNotInForce(rule));
            recused |= resolved.Recused;
            var specificity = policy.Catalogue.Rules.Specificity(rule);
            var lower = tied.Count > 0 && specificity < policy.Catalogue.Rules.Specificity(tied[0].Rule);
            var lost = resolved.Owner is null ? resolved.Why ?? DecisionReasons.MediationIsOver
                : Settled() ?? (lower ? DecisionReasons.LessSpecific(tied[0].Rule) : null);
            Weigh(DecisionStep.Rule, rule.Code.Value, resolved.Owner?.Code, rule.Matter, specificity,
                DecisionReasons.RuleName(rule), lost);
            if (lost is null)
                tied.Add((rule, resolved.Owner!, resolved));
        }
        if (tied.Count == 0)
            return;
        var (best, owner, by) = tied[0];
        if (tied.Find(t => t.Owner.Code != owner.Code).Rule is { } rival)
            won = new(null, [], [DecisionReasons.RulesConflict(best, rival)], null, []);
        else
            Win(DecisionStep.Rule, owner, best.Assisting is { Count: > 0 } named ? named : null,
                [DecisionReasons.Rule(best, owner)], by);
    }

    void Duties()
    {
        var step = detection.Chosen ? DecisionStep.Duty : DecisionStep.Text;
        foreach (var candidate in detection.Candidates)
        {
            var owners = candidate.Responsible;
            var isFirst = candidate == first;
            recused |= isFirst && owners.Recused;
            var lost = owners.Lead is null ? owners.Reasons[^1] : isFirst ? Settled()
                : first is null ? DecisionReasons.NotClearEnough : DecisionReasons.NotTheMatter;
            Weigh(step, null, owners.Lead?.Code, candidate.Match.Matter.Code, Score(candidate),
                DecisionReasons.Found(candidate), lost, owners.Reasons[0]);
            if (lost is null)
                won = new(owners.Lead, owners.Assisting, owners.Reasons, step, owners.Exemptions);
        }
    }

    void Superior(OrganisationId against)
    {
        var superior = Recusal.Superior(
            policy.Catalogue, against, above => Resolve(above) is { Owner: not null, Exemption: null });
        won = superior is null
            ? new(null, [], [DecisionReasons.CentreDecidesRecusal], null, [])
            : new(superior, [], [DecisionReasons.Superior(superior)], DecisionStep.Superior, []);
    }

    OwnerResolution Resolve(OrganisationRow owner)
    {
        var resolved = OwnerResolution.Of(policy, owner, detection.Matter, TicketRole.Lead, question);
        recused |= resolved.Recused;
        return resolved;
    }

    /// <summary>Why what comes later can no longer decide; null while nothing has been decided.</summary>
    Reason? Settled() => won is null ? null : won.Step is { } step ? DecisionReasons.Outranked(step)
        : DecisionReasons.LeftToCentre;

    void Win(DecisionStep step, OrganisationRow lead, IReadOnlyList<string>? assisting, List<Reason> reasons,
        OwnerResolution by)
    {
        var exemptions = new List<ExemptionUse>(by.Exemption is { } exemption ? [new(exemption.Id, lead.Code)] : []);
        if (by.Why is { } why)
            reasons.Add(why);
        if (first is { Responsible: { By: { } duty } owners } && owners.Lead == lead)
            reasons.Add(DecisionReasons.DutyCatalogue(first.Match.Matter, duty, lead));
        // Those who assist by the duty list still do, unless the rule names its own.
        IEnumerable<(OrganisationRow Owner, ExemptionId? Exemption)> named = assisting is null
            ? (first?.Responsible.Assisting ?? []).Select(a => (a, Used(first!.Responsible, a)))
            : assisting.Select(code => OwnerResolution.Of(
                    policy, code, detection.Matter, TicketRole.Assisting, place, question))
                .Where(r => r.Owner is not null).Select(r => (r.Owner!, r.Exemption?.Id));
        var with = named.Where(a => a.Owner.Code != lead.Code).DistinctBy(a => a.Owner.Code).ToList();
        exemptions.AddRange(with.Where(a => a.Exemption is not null)
            .Select(a => new ExemptionUse(a.Exemption!.Value, a.Owner.Code)));
        if (with.Count > 0)
            reasons.Add(DecisionReasons.Assisting(with.Select(a => a.Owner)));
        if (lead.Kind == OrganisationKind.Mediation)
            reasons.Add(DecisionReasons.Mediation(lead));
        won = new(lead, [.. with.Select(a => a.Owner)], reasons, step, exemptions);
    }

    static ExemptionId? Used(ResponsibleOrganisations owners, OrganisationRow by) =>
        owners.Exemptions.FirstOrDefault(u => u.Organisation == by.Code)?.Exemption;

    static double? Score(Candidate candidate) =>
        candidate.Prediction?.Probability ?? (candidate.Match.Found.Count > 0 ? candidate.Match.Score : null);

    void Weigh(
        DecisionStep step, string? id, OrganisationId? organisation, MatterId? matter, double? score, string what,
        Reason? lost, Reason? counted = null) =>
        considered.Add(new(
            step.ToWireName(), organisation, matter, score, what + (lost ?? counted)?.Text, id, Won: lost is null));
}
