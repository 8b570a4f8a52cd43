namespace Dispatch.Mediation.Files.Domain;

/// <summary>Makes the head of the event with this version.</summary>
public delegate EventHead Heads(int version);

/// <summary>What a command came to: the file as it is now, and what has become true.</summary>
public sealed record FileChange(MediationFile File, IReadOnlyList<ICaseEvent> Events);

/// <summary>
/// A mediation file (调解案卷): applied → accepted once every party consents → in session → agreed → effective; or failed
/// or terminated at any time before that. Each command gives the next state with its events, or a refusal. The method
/// beside it whose name begins with "Refuse" says what it would be refused with now.
/// </summary>
/// <param name="Version">How many events have been published on this case.</param>
/// <remarks>Source: 中华人民共和国人民调解法 §17–§30.</remarks>
public sealed record MediationFile(
    FileId Id, CaseId CaseId, CaseNumber CaseNumber, TicketId TicketId, string OrganisationName, FileStatus Status,
    int Version, int Sessions, DateTimeOffset? LastSessionAt)
{
    public IReadOnlyList<Party> Parties { get; init; } = [];

    /// <summary>The agreement, in force or still to be signed; null while there is none.</summary>
    public Agreement? Agreement { get; init; }

    public EndReason? EndReason { get; init; }

    /// <summary>When the agreement took effect, or the mediation failed or was terminated.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    // The clocks of the mediator's machine and of the server differ a little.
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    bool AllConsent =>
        Parties.All(p => p.Consent is true)
        && Parties.Any(p => p.Side is Side.Applicant) && Parties.Any(p => p.Side is Side.Respondent);

    /// <param name="published">How many events Mediation has published on the case with earlier files.</param>
    public static FileChange Open(FileId id, CaseRoutedToMediation routed, int published, Heads heads)
    {
        var file = new MediationFile(
            id, routed.Head.CaseId, routed.Head.CaseNumber, routed.TicketId, routed.OrganisationName,
            FileStatus.Applied, published, 0, null);
        return file.Publish(heads, file, head => new FileOpened(
            head, id, routed.TicketId, routed.Kind, routed.Organisation, [
                new("file_opened", $"已由{routed.OrganisationName}立调解案卷，待各方当事人同意；调解期限一般为一个月。"),
                .. routed.Reasons]));
    }

    public Refusal? RefuseParty(Side side) =>
        Closed ?? (Status is not FileStatus.Applied ? Refusals.PartiesFixed
            : Parties.Count(p => p.Side == side) >= Party.MostOnOneSide ? Refusals.TooManyParties : null);

    public Result<MediationFile> AddParty(Side side) => RefuseParty(side) is { } refusal
        ? refusal
        : this with { Parties = [.. Parties, new(Parties.Count + 1, side, null, null, null)] };

    public Refusal? RefuseConsent(int party) =>
        Closed ?? (Parties.FirstOrDefault(p => p.Number == party) is not { } known ? Refusals.PartyNotFound
            : known.Consent is not null ? Refusals.ConsentRecorded : null);

    /// <summary>The consent of every party is the gate; one refusal ends the file for good (§17).</summary>
    public Result<FileChange> RecordConsent(int party, bool given, DateTimeOffset now, Heads heads)
    {
        if (RefuseConsent(party) is { } refusal)
            return refusal;
        var next = With(Parties.First(p => p.Number == party) with { Consent = given, ConsentAt = now });
        if (!given)
        {
            return next.Ended(
                Domain.EndReason.ConsentRefused, now, heads,
                head => new ConsentRefused(head, Id, [new("consent_refused", "一方当事人明确拒绝调解，不得调解（人民调解法第十七条）。")]));
        }
        var all = next.AllConsent;
        return next.Publish(heads, next with { Status = all ? FileStatus.Accepted : Status }, head => new ConsentGiven(
            head, Id, all,
            [all ? new("all_consented", "各方当事人均同意调解，案卷已受理。") : new("consent_given", "一方当事人同意调解，等待其他当事人。")]));
    }

    public Refusal? RefuseSession() => Closed ?? (AllConsent ? null : Refusals.ConsentMissing);

    public Result<FileChange> HoldSession(DateTimeOffset heldAt, DateTimeOffset now, Heads heads)
    {
        if (RefuseSession() is { } refusal)
            return refusal;
        if (heldAt > now + Tolerance)
            return Refusals.SessionInFuture;
        if (ChinaTime.DayOf(heldAt) < ChinaTime.DayOf(Parties.Max(p => p.ConsentAt)!.Value))
            return Refusals.SessionBeforeConsent;

        var number = Sessions + 1;
        var status = Status is FileStatus.Accepted ? FileStatus.InSession : Status;
        var next = this with { Status = status, Sessions = number, LastSessionAt = heldAt };
        return Publish(heads, next, head => new SessionHeld(
            head, Id, number, heldAt, [new("session_held", $"已开展第{number}次调解。")]));
    }

    public Refusal? RefuseAgreement() =>
        Closed ?? (LastSessionAt is null ? AllConsent ? Refusals.NoSession : Refusals.ConsentMissing
            : Agreement?.Fixed(Parties) is true ? Refusals.AgreementSigned : null);

    /// <summary>Writes the agreement down, or anew until somebody signs; an oral one is effective at once.</summary>
    public Result<FileChange> Draft(
        PerformanceMode mode, DateOnly? performBy, bool oral, DateTimeOffset now, Heads heads)
    {
        if (RefuseAgreement() is { } refused)
            return refused;
        var drafted = Agreement.Draft(mode, performBy, oral, ChinaTime.DayOf(LastSessionAt!.Value), now);
        if (!drafted.Accepted(out var agreement, out var refusal))
            return refusal;

        var next = this with { Status = FileStatus.Agreed, Agreement = agreement };
        if (oral)
        {
            return next.Effective(now, heads, head => new AgreementReached(
                head, Id, true, [new("agreement_oral", "各方达成口头协议，已记录在案（人民调解法第二十八条）。")]));
        }
        if (Agreement is not null)
            return new FileChange(next, []);
        return Publish(heads, next, head => new AgreementReached(
            head, Id, false, [new("agreement_drafted", "各方达成调解协议，待各方签名、调解员签名并加盖印章后生效（人民调解法第二十九条）。")]));
    }

    public Refusal? RefuseSignature(Signer signer) => Closed ?? Signatures.Refuse(this, signer);

    public Result<FileChange> Sign(Signer signer, DateTimeOffset now, Heads heads)
    {
        if (RefuseSignature(signer) is { } refusal)
            return refusal;
        var next = Signatures.Add(this, signer, now);
        return next.Agreement!.Complete(next.Parties) ? next.Effective(now, heads) : new FileChange(next, []);
    }

    public Refusal? RefuseTermination(EndReason reason) =>
        Closed ?? (reason is Domain.EndReason.NotSettled && Sessions == 0 ? Refusals.NoSession : null);

    /// <summary>Ends the file without an agreement; the paths that remain are handed over (§26).</summary>
    public Result<FileChange> Terminate(EndReason reason, DateTimeOffset now, Heads heads) =>
        RefuseTermination(reason) is { } refusal ? refusal : Ended(reason, now, heads);

    Refusal? Closed => Status switch
    {
        FileStatus.Terminated when EndReason is Domain.EndReason.ConsentRefused => Refusals.ConsentRefused,
        FileStatus.Effective or FileStatus.Failed or FileStatus.Terminated => Refusals.FileEnded,
        _ => null,
    };

    internal MediationFile With(Party changed) =>
        this with { Parties = [.. Parties.Select(p => p.Number == changed.Number ? changed : p)] };

    FileChange Effective(DateTimeOffset now, Heads heads, params Func<EventHead, ICaseEvent>[] before)
    {
        IReadOnlyList<Reason> why = [new("agreement_effective", "调解协议已生效（人民调解法第二十九条、第三十条）。")];
        var next = this with
        {
            Status = FileStatus.Effective,
            EndedAt = now,
            Agreement = Agreement! with { EffectiveAt = now },
        };
        return Publish(heads, next, [
            .. before, head => new AgreementEffective(head, Id, now, why),
            head => new MediationEnded(head, Id, TicketId, true, Agreement.PublicAnswer(OrganisationName, now), why)]);
    }

    FileChange Ended(
        EndReason reason, DateTimeOffset now, Heads heads, params Func<EventHead, ICaseEvent>[] before) =>
        Publish(heads, this with { Status = Ending.Status(reason), EndReason = reason, EndedAt = now }, [
            .. before, head => new MediationEnded(
                head, Id, TicketId, false, Ending.PublicAnswer(OrganisationName, reason), Ending.Reasons(reason))]);

    FileChange Publish(Heads heads, MediationFile next, params Func<EventHead, ICaseEvent>[] facts)
    {
        var events = facts.Select((fact, index) => fact(heads(Version + 1 + index))).ToList();
        return new(next with { Version = Version + events.Count }, events);
    }
}
