namespace Dispatch.Escalation.Whistles.Domain;

// What the caller may do with it next: only what is his side's to do.
public sealed partial record Whistle
{
    public IReadOnlyList<PossibleAction> ActionsFor(Actor actor, DateTimeOffset now)
    {
        var mine = new List<PossibleAction>();
        if (Status == WhistleStatus.Proposed && IsReviewer(actor)
            || Status == WhistleStatus.Appealed && IsCentre(actor))
            mine.Add(new("review", Reviewers, Reviewable(actor)));
        if (IsBlower(actor))
        {
            if (Status == WhistleStatus.Refused)
                mine.Add(new("appeal", Proposers, Appealable(actor)));
            if (Status is WhistleStatus.Proposed or WhistleStatus.Refused or WhistleStatus.Appealed)
                mine.Add(new("withdrawal", Proposers, Withdrawable(actor)));
            if (Status == WhistleStatus.Blown)
                mine.AddRange(Summons.Where(one => !one.OnSite && !one.Excused && one.State != SummonsState.Carried)
                    .Select(one => new PossibleAction($"confirmArrival/{one.Organisation}", Proposers, null)));
            if (Status == WhistleStatus.ResultRecorded)
                mine.Add(new("ending", Proposers, Endable(actor)));
            if (Status == WhistleStatus.Ended)
                mine.AddRange(Summons.Where(one => !one.Excused).Select(one => new PossibleAction(
                    $"rateDepartment/{one.Organisation}", Proposers, Unrated(one.OfDepartment, now))));
        }
        if (IsCentre(actor) && Status == WhistleStatus.Blown)
            mine.AddRange(Summons.Where(one => one.State == SummonsState.RefusalAsked)
                .Select(one => new PossibleAction($"ruleRefusal/{one.Organisation}", Rulers, null)));
        if (Of(actor.Organisation) is { Excused: false } own)
        {
            if (Status == WhistleStatus.Blown)
            {
                mine.Add(new("acknowledgement", Responders, Acknowledgeable(actor)));
                mine.Add(new("refusal", Responders, Refusable(actor)));
                mine.Add(new("arrival", Responders, Arrivable(own.Organisation, PlaceProof.Position, actor)));
                mine.Add(new("part", Responders, PartReportable(actor)));
                if (own.Role == TicketRole.Lead)
                    mine.Add(new("result", Responders, ResultRecordable(actor)));
            }
            if (Status == WhistleStatus.Ended)
                mine.Add(new("rateWhistle", Responders, Rateable(actor, now)));
        }
        return mine;
    }
}
