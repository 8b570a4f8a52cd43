namespace Dispatch.Mediation.Domain;

/// <summary>
/// A mediation file (调解案卷): applied → accepted once every party consents → in session → agreed → effective; or failed
/// or terminated at any time before that. Each command gives the next state with its events, or a refusal.
/// </summary>
/// <param name="Version">How many events have been published on this case.</param>
/// <remarks>Source: 中华人民共和国人民调解法 §17–§30.</remarks>
public sealed record MediationFile(
    FileId Id, CaseId CaseId, CaseNumber CaseNumber, TicketId TicketId, string OrganisationName, FileStatus Status,
    int Version, int Sessions, DateTimeOffset? LastSessionAt)
{
    public IReadOnlyList<Party> Parties { get; init; } = [];

    /// <summary>In force, or being signed.</summary>
    public Agreement? Agreement { get; init; }

    public EndReason? EndReason { get; init; }

    // Clocks of desk and server differ a little.
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    bool AllConsent =>
        Parties.All(p => p.Consent is true)
        && Parties.Any(p => p.Side is Side.Applicant) && Parties.Any(p => p.Side is Side.Respondent);

    public Result<MediationFile> AddParty(Side side)
    {
        if (Closed is { } closed)
            return closed;
        if (Status is not FileStatus.Applied)
            return Refusals.PartiesFixed;
        if (Parties.Count(p => p.Side == side) >= Party.MostOnOneSide)
            return Refusals.TooManyParties;
        return this with { Parties = [.. Parties, new(Parties.Count + 1, side, null, null, null)] };
    }

    /// <summary>The consent of every party is the gate; one refusal ends the file for good (§17).</summary>
    public Result<Step> RecordConsent(int party, bool given, DateTimeOffset now, Heads heads)
    {
        if (Closed is { } closed)
            return closed;
        if (Parties.FirstOrDefault(p => p.Number == party) is not { } known)
            return Refusals.PartyNotFound;
        if (known.Consent is not null)
            return Refusals.ConsentRecorded;

        var next = With(known with { Consent = given, ConsentAt = now });
        if (!given)
        {
            return next.Ended(
                Domain.EndReason.ConsentRefused, heads,
                head => new ConsentRefused(head, Id, [new("consent_refused", "一方当事人明确拒绝调解，不得调解（人民调解法第十七条）。")]));
        }
        var all = next.AllConsent;
        return next.Publish(heads, next with { Status = all ? FileStatus.Accepted : Status }, head => new ConsentGiven(
            head, Id, all,
            [all ? new("all_consented", "各方当事人均同意调解，案卷已受理。") : new("consent_given", "一方当事人同意调解，等待其他当事人。")]));
    }

    public Result<Step> HoldSession(DateTimeOffset heldAt, DateTimeOffset now, Heads heads)
    {
        if (Closed is { } closed)
            return closed;
        if (!AllConsent)
            return Refusals.ConsentMissing;
        if (heldAt > now + Tolerance)
            return Refusals.SessionInFuture;
        if (China.Day(heldAt) < China.Day(Parties.Max(p => p.ConsentAt)!.Value))
            return Refusals.SessionBeforeConsent;

        var number = Sessions + 1;
        var status = Status is FileStatus.Accepted ? FileStatus.InSession : Status;
        var next = this with { Status = status, Sessions = number, LastSessionAt = heldAt };
        return Publish(heads, next, head => new SessionHeld(
            head, Id, number, heldAt, [new("session_held", $"已开展第{number}次调解。")]));
    }

    /// <summary>Puts the agreement down, until somebody signs also anew; an oral one is effective at once.</summary>
    public Result<Step> Draft(PerformanceMode mode, DateOnly? performBy, bool oral, DateTimeOffset now, Heads heads)
    {
        if (Closed is { } closed)
            return closed;
        if (LastSessionAt is not { } session)
            return AllConsent ? Refusals.NoSession : Refusals.ConsentMissing;
        if (Agreement is { } earlier && earlier.Touched(Parties))
            return Refusals.AgreementSigned;
        var drafted = Agreement.Draft(mode, performBy, oral, China.Day(session), now);
        if (!drafted.Accepted(out var agreement, out var refusal))
            return refusal;

        var next = this with { Status = FileStatus.Agreed, Agreement = agreement };
        if (oral)
        {
            return next.Effective(now, heads, head => new AgreementReached(
                head, Id, true, [new("agreement_oral", "各方达成口头协议，已记录在案（人民调解法第二十八条）。")]));
        }
        if (Agreement is not null)
            return new Step(next, []);
        return Publish(heads, next, head => new AgreementReached(
            head, Id, false, [new("agreement_drafted", "各方达成调解协议，待各方签名、调解员签名并加盖印章后生效（人民调解法第二十九条）。")]));
    }

    public Result<Step> Sign(Signer signer, DateTimeOffset now, Heads heads)
    {
        if (Closed is { } closed)
            return closed;
        if (!Signatures.Add(this, signer, now).Accepted(out var next, out var refusal))
            return refusal;
        return next.Agreement!.Complete(next.Parties) ? next.Effective(now, heads) : new Step(next, []);
    }

    /// <summary>Ends the file without an agreement; the paths that remain are handed over (§26).</summary>
    public Result<Step> Terminate(EndReason reason, Heads heads)
    {
        if (Closed is { } closed)
            return closed;
        return reason is Domain.EndReason.NotSettled && Sessions == 0 ? Refusals.NoSession : Ended(reason, heads);
    }

    Refusal? Closed => Status switch
    {
        FileStatus.Terminated when EndReason is Domain.EndReason.ConsentRefused => Refusals.ConsentRefused,
        FileStatus.Effective or FileStatus.Failed or FileStatus.Terminated => Refusals.FileEnded,
        _ => null,
    };

    internal MediationFile With(Party changed) =>
        this with { Parties = [.. Parties.Select(p => p.Number == changed.Number ? changed : p)] };

    Step Effective(DateTimeOffset now, Heads heads, params Func<EventHead, ICaseEvent>[] before)
    {
        IReadOnlyList<Reason> why = [new("agreement_effective", "调解协议已生效（人民调解法第二十九条、第三十条）。")];
        var next = this with { Status = FileStatus.Effective, Agreement = Agreement! with { EffectiveAt = now } };
        return Publish(heads, next, [
            .. before, head => new AgreementEffective(head, Id, now, why),
            head => new MediationEnded(head, Id, TicketId, true, Agreement.PublicAnswer(OrganisationName, now), why)]);
    }

    Step Ended(EndReason reason, Heads heads, params Func<EventHead, ICaseEvent>[] before) =>
        Publish(heads, this with { Status = Ending.Status(reason), EndReason = reason }, [
            .. before, head => new MediationEnded(
                head, Id, TicketId, false, Ending.PublicAnswer(OrganisationName, reason), Ending.Reasons(reason))]);

    Step Publish(Heads heads, MediationFile next, params Func<EventHead, ICaseEvent>[] facts)
    {
        var events = facts.Select((fact, index) => fact(heads(Version + 1 + index))).ToList();
        return new(next with { Version = Version + events.Count }, events);
    }
}
