using Dispatch.Escalation.Causes;
using Dispatch.Escalation.Causes.Domain;
using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Ladder.Domain;
using Dispatch.Escalation.Orders;
using Dispatch.Escalation.Orders.Domain;
using Dispatch.Escalation.Responsibilities;
using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>
/// Cases on which the ladder must act, with all that is needed for it: read by a few statements for the whole batch,
/// decided by the rules, told and written together.
/// </summary>
sealed class LadderBatch
{
    readonly Work work;
    readonly Terms terms;
    readonly LadderPolicies policies;
    readonly KnownFunctions known;
    readonly ILookup<CaseId, Clock> clocks;
    readonly ILookup<CaseId, Cause> causes;
    readonly Dictionary<CaseId, TimedCase> cases;
    readonly Dictionary<CaseId, CaseRung> open;
    readonly List<CaseRung> changed = [];
    readonly List<(OrganisationId Centre, OrderDemand Demand, JurisdictionId Place, RungId? Rung)> demands = [];

    LadderBatch(
        Work work, Terms terms, LadderPolicies policies, KnownFunctions known, IEnumerable<TimedCase> cases,
        IEnumerable<CaseRung> open, IEnumerable<Clock> clocks, IEnumerable<Cause> causes)
    {
        (this.work, this.terms, this.policies, this.known) = (work, terms, policies, known);
        this.cases = cases.ToDictionary(one => one.CaseId);
        this.open = open.ToDictionary(one => one.CaseId);
        this.clocks = clocks.ToLookup(one => one.CaseId);
        this.causes = causes.ToLookup(one => one.CaseId);
    }

    /// <param name="cases">Locked by the caller, so that all else is as the last holder left it.</param>
    public static async Task<LadderBatch> Load(
        Work work, Terms terms, LadderPolicies policies, IReadOnlyList<TimedCase> cases)
    {
        var ids = cases.Select(one => one.CaseId.Value).ToArray();
        var open = await RungTable.Open(work, ids);
        var clocks = await ClockTables.Of(work, ids);
        var causes = await LiftCauses.Waiting(work, ids);
        var posts = cases.SelectMany(one => new[] { one.Organisation, one.Centre }.OfType<OrganisationId>()
            .Select(organisation => Post.Of(organisation)).Append(Post.Over(one.Jurisdiction)))
            .Distinct().ToList();
        var known = await FunctionTables.Load(work, posts, [.. cases.Select(one => one.Officer)
            .Concat(open.Select(one => one.Owner)).OfType<AccountId>().Distinct()]);
        return new(work, terms, policies, known, cases, open, clocks, causes);
    }

    /// <summary>Lets each case down by rule, lifts it by what presses on it, and by a term that has passed.</summary>
    public void Follow()
    {
        foreach (var id in cases.Keys.ToList())
        {
            using (Telemetry.Begin("look at rung", causes[id].Select(one => one.Traceparent).FirstOrDefault()))
                Settle(id);
            foreach (var cause in causes[id].Where(one => one.Kind is not null))
            {
                using var trace = Telemetry.Begin("climb ladder", cause.Traceparent);
                Press(id, cause);
            }
            if (open.GetValueOrDefault(id)?.Overdue(work.Now) is not { } overdue)
                continue;
            using (Telemetry.Begin("climb ladder"))
                Overdue(id, overdue.Cause, overdue.Why);
        }
        LiftCauses.Taken(work, [.. cases.Keys.SelectMany(id => causes[id])]);
    }

    /// <summary>Opens the orders that the climbs demand, and writes all that has changed.</summary>
    public async Task Save()
    {
        // In the order of the centres, so that no two wait for each other's numbers.
        foreach (var one in demands.OrderBy(one => one.Centre.Value, StringComparer.Ordinal))
        {
            var order = await OpenOrder.Issue(
                work, one.Demand, one.Centre, one.Place, ActedBy.System, signs: false, terms);
            if (order is not null && one.Rung is { } id)
                changed[changed.FindLastIndex(rung => rung.Id == id)] =
                    changed.Last(rung => rung.Id == id) with { OrderId = order.Id };
        }
        RungTable.Save(work, changed);
        RungTable.SaveCases(work, [.. cases.Values]);
    }

    void Settle(CaseId id)
    {
        if (open.GetValueOrDefault(id) is not { } before)
            return;
        var of = cases[id];
        var now = before.Settle(
            of, [.. clocks[id]], of.Organisation is { } owner && IsCentre(owner), policies[before.Policy],
            terms.Calendar, work.Now);
        if (now == before)
            return;
        Keep(now);
        if (before.RestingSince is not null && now is { LeftAt: null, RestingSince: null })
            ComesBack(id, now);
        if (now.LeftAt is null)
            return;
        cases[id] = of with { Rung = Rung.Handler, OnLadder = false };
        // The archive tells the end of the case itself.
        if (of.Open)
            work.Publish(new RungLeft(Head(id), now.Rung, now.At, now.LeftBecause));
    }

    // What the centre could not take while the reply waited for its audit, or the case was suspended, it takes now.
    void ComesBack(CaseId id, CaseRung rung)
    {
        rung = Owned(id, rung);
        if (rung.Rung == Rung.Backstop && !IsCentre(rung.Organisation))
            work.Publish(new BackstopAssigned(Head(id), rung.TicketId, rung.At, rung.ToOwner(), rung.Reasons));
    }

    // Whoever answered there may work there no longer: a rung has an owner for as long as a case stands on it.
    CaseRung Owned(CaseId id, CaseRung rung)
    {
        if (rung.Owner is { } answers && known.Account(answers) is { Disabled: false })
            return rung;
        var (of, centre) = (cases[id], CentreOf(cases[id]));
        if (Station.Of(rung.Organisation, centre, of.Jurisdiction, known)
                .FirstOrDefault(one => (one.Rung, one.At) == (rung.Rung, rung.At)) is not { } station)
            return rung;
        var person = station.Owner(known, centre, of.Officer, ChinaTime.DayOf(work.Now));
        if (person.Account == rung.Owner)
            return rung;
        var owned = rung.OwnedBy(person, FunctionOf(person, rung.At));
        Keep(owned);
        work.Publish(new RungReassigned(Head(id), rung.Rung, rung.At, owned.ToOwner(),
            [new("owner_gone", $"原责任人{rung.OwnerName ?? ""}已不在岗，按责任清单重新明确责任人。"), .. person.Reasons]));
        return owned;
    }

    void Press(CaseId id, Cause cause)
    {
        var (of, rung) = (cases[id], open.GetValueOrDefault(id));
        var kind = cause.Kind!.Value;
        if (!of.Open || of.Organisation is not { } owner)
            return;
        var clock = clocks[id].FirstOrDefault(one => one.Id == cause.ClockId);
        if (cause.TicketId is { } ticket && ticket != of.LeadTicket)
        {
            if (clock is { Running: true, Organisation: { } assistant } && kind == LiftCause.ReplyExpired
                && !IsCentre(assistant))
                Demand(of, CentreOf(of), OrderForm.Notice, kind, assistant, cause.Key, cause.Reasons, null);
            return;
        }
        // Whoever else did not come, or does not obey, has an order of his own.
        if (cause.Organisation is { } defaulter && defaulter != owner)
            return;
        if (kind == LiftCause.TimeUsed && clock is not { Running: true })
            return;
        var waits = rung is null ? !CaseRung.IsInHand(of, [.. clocks[id]]) : rung.RestingSince is not null;
        if (waits && kind is not (LiftCause.NoOwner or LiftCause.ByHand))
            return;
        Lift(id, kind, cause.To, cause.Reasons, cause.ClockId);
    }

    void Overdue(CaseId id, LiftCause kind, Reason why)
    {
        if (Lift(id, kind, null, [why], null))
            return;
        var rung = Owned(id, open[id]);
        var again = rung.Again(policies[rung.Policy], terms.Calendar, cases[id].Urgency, work.Now);
        Keep(again);
        work.Publish(new RungMissed(Head(id), rung.Rung, rung.At, rung.NextLookAt!.Value,
            [why, new("no_rung_above", $"已无上一层级，须重新在{ChinaTime.Deadline(again.AcknowledgeBy)}前确认并提出办理计划。")]));
    }

    /// <returns>False where no station is above, or the policy does not let this cause lift so high.</returns>
    bool Lift(CaseId id, LiftCause kind, Rung? atLeast, IReadOnlyList<Reason> because, ClockId? clock)
    {
        var (of, from) = (cases[id], open.GetValueOrDefault(id));
        var policy = policies.For(of.Jurisdiction, ChinaTime.DayOf(work.Now));
        var (owner, centre) = (of.Organisation!.Value, CentreOf(of));
        var path = Station.Of(owner, centre, of.Jurisdiction, known);
        if (policy.For(kind) is not { } rule
            || EscalationLadder.Next(path, from is null ? null : (from.Rung, from.At), rule, atLeast) is not { } to)
            return false;
        var person = to.Owner(known, centre, of.Officer, ChinaTime.DayOf(work.Now));
        var by = CaseRung.TermFrom(terms.Calendar, policy, to.Rung, of.Urgency, work.Now);
        var next = EscalationLadder.After(path, (to.Rung, to.At));
        IReadOnlyList<Reason> reasons =
        [
            .. because, new("lifted_by_policy", $"事由：{kind.Chinese()}。{policy.Source}"), .. person.Reasons,
            .. person.Empty.Select(one => new Reason("function_vacant", $"{one.Name}空缺，请补齐责任清单")),
            new("what_next", $"须在{ChinaTime.Deadline(by)}前确认并提出办理计划"
                + (next is null ? "。" : $"，逾期未确认将提级至{next.Rung.Chinese()}（{known.NameOf(next.Post)}）。")),
        ];
        // Two climbs at one moment are listed in their order, which only the millisecond in an id tells.
        var later = TimeSpan.FromMilliseconds(changed.Count(one => one.CaseId == id));
        var rung = new CaseRung(
            RungId.New(work.Now + later), id, of.Number, of.Jurisdiction, owner, of.LeadTicket, to.Rung, to.At,
            person.Account, person.Name, FunctionOf(person, to.At),
            [.. person.Empty.Select(one => one.Name)], kind, to.Rung == Rung.Handler ? clock : null, reasons, policy.Id,
            work.Now, by, null, null, null, null, null, null, null, [], null, 0);
        if (from is not null)
            Keep(from.Leave(work.Now, new Reason("climbed", $"提级至{to.Rung.Chinese()}。")));
        Keep(rung);
        cases[id] = cases[id] with { Rung = to.Rung, OnLadder = true };
        Tell(id, from, rung);
        if (policy[to.Rung].Order is { } form && !IsCentre(owner))
            Demand(
                cases[id], IsCentre(to.At) ? to.At : centre, form, kind, owner, $"ladder/{rung.Id}", because, rung.Id);
        return true;
    }

    void Tell(CaseId id, CaseRung? from, CaseRung to)
    {
        if (to.Rung == Rung.Handler)
            work.Publish(new HandlerReminded(
                Head(id), to.TicketId, to.At, to.ToOwner(), to.AcknowledgeBy, to.Reasons));
        else
            work.Publish(new CaseEscalated(
                Head(id), to.TicketId, to.At, from?.Rung ?? Rung.Handler, to.Rung, to.Reasons, to.ToOwner(),
                to.AcknowledgeBy, to.Cause));
        if (to.Rung == Rung.Backstop)
            work.Publish(new BackstopAssigned(Head(id), to.TicketId, to.At, to.ToOwner(), to.Reasons));
    }

    void Demand(
        TimedCase of, OrganisationId centre, OrderForm form, LiftCause kind, OrganisationId organisation, string cause,
        IReadOnlyList<Reason> because, RungId? rung)
    {
        // A petitioner who is told "solved" twice and says no twice has opened it by the callback.
        var origin = kind == LiftCause.Reopened ? OrderOrigin.Callback : OrderOrigin.Ladder;
        demands.Add((centre,
            new(OrderId.New(), form, origin, cause, organisation, NameOf(organisation), of.Urgency,
                rung is not null && of.Rung >= Rung.Backstop
                    ? $"诉求{of.Number.Value}已转由综治中心兜底办理，请查明逾期未办结的原因，落实整改并书面报告，配合做好后续办理工作。"
                    : $"请抓紧办理诉求{of.Number.Value}，限期办结并回复办理情况。",
                string.Join("；", because.Select(one => one.Text.TrimEnd('。'))) + "。", null,
                [new(of.CaseId, of.Number)], because),
            of.Jurisdiction, rung));
    }

    void Keep(CaseRung rung)
    {
        var at = changed.FindIndex(one => one.Id == rung.Id);
        if (at < 0)
            changed.Add(rung);
        else
            changed[at] = rung;
        if (rung.LeftAt is null)
            open[rung.CaseId] = rung;
        else
            open.Remove(rung.CaseId);
    }

    EventHead Head(CaseId id)
    {
        var of = cases[id] = cases[id] with { Version = cases[id].Version + 1 };
        return work.Head(id, of.Number, of.Version, ActedBy.System);
    }

    // A case whose centre Routing has not named is watched over by the nearest; where there is none, by its owner.
    OrganisationId CentreOf(TimedCase of) =>
        of.Centre ?? known.CentresAround(of.Jurisdiction).FirstOrDefault()?.Id ?? of.Organisation!.Value;

    string FunctionOf(ResponsiblePerson person, OrganisationId at) =>
        person.Post is { } post ? known.NameOf(post) : $"{NameOf(at)}经办人员";

    string NameOf(OrganisationId id) => known.Organisation(id)?.Name ?? id.Value;

    bool IsCentre(OrganisationId id) => known.Organisation(id)?.Kind == OrganisationKind.Centre;
}
