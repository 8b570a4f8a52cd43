namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>What the archive ends, and what a bad rating after it sets going again.</summary>
public sealed partial class CaseClocks
{
    ClockChange Archived(CaseArchived e)
    {
        // The case was reopened after this archive, which is heard of only now.
        if (clocks.All.Any(clock => clock.Kind == ClockKind.Reply && clock.StartedAt > e.Head.OccurredAt))
            return ClockChange.Nothing;
        var change = StopAll(clock => clock.Kind.EndsWithCase(), e.Head.OccurredAt, StopCause.Archived, "诉求已归档");
        Case = Case with { Open = false };
        return change;
    }

    bool SinceTheArchive(ICaseEvent what) =>
        Citizen is not { StoppedAt: { } archived } || what.Head.OccurredAt > archived;

    // No clock starts or stops any more. What a reopening builds on is kept: how far Routing has come, who leads, when
    // the petitioner spoke last, and the newest archive.
    ClockChange AfterTheArchive(ICaseEvent what, bool routed)
    {
        var at = what.Head.OccurredAt.ToUniversalTime();
        if (what is CaseDispatched to)
            Case = Case.TakenFor(to.Place, to.Urgency, to.Kind) with
            {
                Organisation = to.Lead.Organisation,
                Centre = CentreIn(to) ?? Case.Centre,
                LeadTicket = to.Lead.Id,
                Recused = Case.HiddenFrom(to.Recused, to.Centre),
            };
        else if (what is (PetitionerCalledBack { Reached: true } or CaseRated) && !(Case.SpokenAt > at))
            Case = Case with { SpokenAt = at };
        else if (what is CaseArchived && Citizen is { } citizen && citizen.StoppedAt < at)
            clocks.Replace(citizen, citizen.Stop(at, StopCause.Archived));
        if (routed)
            Case = Case with { Followed = what.Head.Version };
        return ClockChange.Nothing;
    }

    // The citizen clock goes on from the first report, as if it had never stopped; the owner gets a term of its own.
    ClockChange ReopenedFromTheArchive(TicketReopened e)
    {
        Case = Case with { Open = true };
        Clock[] again = Citizen is { Running: false } citizen ? [clocks.Replace(citizen, citizen.Resume(terms))] : [];
        return new(
            [], [.. again, Begin(ClockKind.Reply, e.TicketId, Case.Organisation, e)],
            "归档后退回重办，群众时钟自首次诉求起继续计时");
    }

    Clock? Citizen => clocks.All.FirstOrDefault(clock => clock.Kind == ClockKind.Citizen);
}
