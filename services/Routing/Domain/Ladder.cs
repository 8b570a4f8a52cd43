namespace Dispatch.Routing.Domain;

/// <summary>Which step of the order named the owner: 先例, 派单规则, 职责清单, 内容判断, 回避后的上级.</summary>
public enum Step { Precedent, Rule, Duty, Text, Superior }

/// <summary>What the order came to.</summary>
public sealed record Won(
    OrganisationRow? Lead, IReadOnlyList<OrganisationRow> Assisting, IReadOnlyList<Reason> Reasons, Step? Step,
    IReadOnlyList<OverrideUse> Under);

/// <summary>Goes through the order step by step; whatever was looked at is kept with why it counted or not.</summary>
public sealed class Ladder(Standing standing, Question question, JurisdictionRow place, Reading reading)
{
    const int Shown = 8;

    readonly List<Considered> considered = [];
    readonly Candidate? first = reading.Matter is null ? null : reading.Candidates[0];
    Won? won;
    bool recused;

    public IReadOnlyList<Considered> Considered => considered;

    public Won Climb()
    {
        if (Recusal.Unclear(standing.Catalogue, question) is { } unclear)
            won = new(null, [], [unclear], null, []);
        if (reading.Matter is { } matter)
            Precedents(matter);
        Rules();
        Duties();
        if (won is null && recused && question.Against is { } against)
            Superior(against);
        return won ?? new(null, [], first?.Owners.Reasons ?? [], null, []);
    }

    void Precedents(MatterRow matter)
    {
        foreach (var one in standing.Precedents.For(matter, question).Take(Shown))
        {
            var (owner, resolved) = (standing.Catalogue.Organisation(one.Organisation), default(Resolved));
            var lost = Domain.Precedents.Spent(one, question.At, first!.Owners)
                ?? (owner is null ? Say.NotListed(one.Organisation) : null);
            if (lost is null)
                lost = (resolved = Resolve(owner!)).Owner is null ? resolved.Why ?? Say.MediationIsOver : Before();
            Weigh(Step.Precedent, one.Id.ToString(), owner?.Code ?? one.Organisation, matter.Code, null,
                Say.PrecedentName(one, owner), lost);
            if (lost is null)
                Win(Step.Precedent, owner!, null, [Say.Precedent(one, owner!)], resolved);
        }
    }

    void Rules()
    {
        var line = reading.Matter is { } matter ? standing.Catalogue.Line(matter) : [];
        var found = standing.Catalogue.Rules.For(line, question);
        var equals = new List<(RuleRow Rule, OrganisationRow Owner, Resolved Resolved)>();
        foreach (var rule in found.Take(Shown))
        {
            var resolved = Domain.Rules.InForce(rule, question.At)
                ? Resolved.Of(standing, rule.Lead, reading.Matter, TicketRole.Lead, place, question)
                : new(null, Say.RuleNotInForce(rule));
            recused |= resolved.Recused;
            var specificity = standing.Catalogue.Rules.Specificity(rule);
            var higher = equals.Count > 0 && specificity < standing.Catalogue.Rules.Specificity(equals[0].Rule);
            var lost = resolved.Owner is null ? resolved.Why ?? Say.MediationIsOver
                : Before() ?? (higher ? Say.LessSpecific(equals[0].Rule) : null);
            Weigh(Step.Rule, rule.Code.Value, resolved.Owner?.Code, rule.Matter, specificity, Say.RuleName(rule), lost);
            if (lost is null)
                equals.Add((rule, resolved.Owner!, resolved));
        }
        if (equals.Count == 0)
            return;
        var (best, owner, by) = equals[0];
        if (equals.Find(e => e.Owner.Code != owner.Code).Rule is { } rival)
            won = new(null, [], [Say.RulesConflict(best, rival)], null, []);
        else
            Win(Step.Rule, owner, best.Assisting is { Count: > 0 } named ? named : null, [Say.Rule(best, owner)], by);
    }

    void Duties()
    {
        var step = reading.Chosen ? Step.Duty : Step.Text;
        foreach (var candidate in reading.Candidates)
        {
            var owners = candidate.Owners;
            var mine = candidate == first;
            recused |= mine && owners.Recused;
            var lost = owners.Lead is null ? owners.Reasons[^1] : mine ? Before()
                : first is null ? Say.NotClearEnough : Say.NotTheMatter;
            Weigh(step, null, owners.Lead?.Code, candidate.Match.Matter.Code, Score(candidate), Say.Found(candidate),
                lost, owners.Reasons[0]);
            if (lost is null)
                won = new(owners.Lead, owners.Assisting, owners.Reasons, step, owners.Under);
        }
    }

    void Superior(OrganisationId against)
    {
        var superior = Recusal.Superior(
            standing.Catalogue, against, above => Resolve(above) is { Owner: not null, Under: null });
        won = superior is null
            ? new(null, [], [Say.CentreDecidesRecusal], null, [])
            : new(superior, [], [Say.Superior(superior)], Step.Superior, []);
    }

    Resolved Resolve(OrganisationRow owner)
    {
        var resolved = Resolved.Of(standing, owner, reading.Matter, TicketRole.Lead, question);
        recused |= resolved.Recused;
        return resolved;
    }

    /// <summary>Why the rest does not count once something has won.</summary>
    Reason? Before() => won is null ? null : won.Step is { } step ? Say.Outranked(step) : Say.LeftToCentre;

    void Win(Step step, OrganisationRow lead, IReadOnlyList<string>? assisting, List<Reason> reasons, Resolved by)
    {
        // Whoever assists by the duty list still does, unless the rule names its own.
        var under = new List<OverrideUse>(by.Under is { } exception ? [new(exception.Id, lead.Code)] : []);
        if (by.Why is { } why)
            reasons.Add(why);
        if (first is { Owners: { By: { } duty } owners } && owners.Lead == lead)
            reasons.Add(Say.DutyCatalogue(first.Match.Matter, duty, lead));
        IEnumerable<(OrganisationRow Owner, OverrideId? Under)> named = assisting is null
            ? (first?.Owners.Assisting ?? []).Select(a => (a, Used(first!.Owners, a)))
            : assisting.Select(code => Resolved.Of(
                    standing, code, reading.Matter, TicketRole.Assisting, place, question))
                .Where(r => r.Owner is not null).Select(r => (r.Owner!, r.Under?.Id));
        var with = named.Where(a => a.Owner.Code != lead.Code).DistinctBy(a => a.Owner.Code).ToList();
        under.AddRange(with.Where(a => a.Under is not null).Select(a => new OverrideUse(a.Under!.Value, a.Owner.Code)));
        if (with.Count > 0)
            reasons.Add(Say.Assisting(with.Select(a => a.Owner)));
        if (lead.Kind == OrganisationKind.Mediation)
            reasons.Add(Say.Mediation(lead));
        won = new(lead, [.. with.Select(a => a.Owner)], reasons, step, under);
    }

    static OverrideId? Used(Owners owners, OrganisationRow by) =>
        owners.Under.FirstOrDefault(u => u.Organisation == by.Code)?.Override;

    static double? Score(Candidate candidate) =>
        candidate.Learned?.Probability ?? (candidate.Match.Found.Count > 0 ? candidate.Match.Score : null);

    void Weigh(
        Step step, string? id, OrganisationId? organisation, MatterId? matter, double? score, string what, Reason? lost,
        Reason? counted = null) =>
        considered.Add(new(
            step.Word(), organisation, matter, score, what + (lost ?? counted)?.Text, id, Won: lost is null));
}
