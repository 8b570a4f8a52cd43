using System.Globalization;

namespace Dispatch.Escalation.Domain;

/// <summary>Why a clock stopped; what may happen to it later depends on it.</summary>
public enum StopCause { Done, Replied, Returned, Mediated, Needless, Archived, Suspended }

/// <summary>One deadline (时限). Running until <paramref name="StoppedAt"/>.</summary>
/// <param name="TicketId">Null for the citizen clock, which is the case's own.</param>
/// <param name="Organisation">Who owes it; null when the platform does.</param>
/// <param name="Policy">The policy that was in force when it started.</param>
/// <param name="NextTurnAt">When the colour turns next; null when it is red or the clock has stopped.</param>
/// <param name="Extended">By how many working days it was extended (延期).</param>
/// <param name="BoundedBy">What made its due time earlier than its policy and its extension alone would.</param>
public sealed record Clock(
    ClockId Id, CaseId CaseId, ClockKind Kind, TicketId? TicketId, OrganisationId? Organisation, int Policy,
    DateTimeOffset StartedAt, DateTimeOffset Due, DateTimeOffset? StoppedAt, StopCause? StoppedBy, Colour Colour,
    DateTimeOffset? NextTurnAt, int? Extended = null, TermLimit? BoundedBy = null)
{
    /// <summary>The columns in the record's order.</summary>
    public const string Columns = """
        id, case_id, kind, ticket_id, organisation, policy, started_at, due, stopped_at, stopped_by, colour,
        next_turn_at, extended, bounded_by
        """;

    public bool Running => StoppedAt is null;

    /// <summary>
    /// Null while it runs, and when it ended because nothing was owed any longer: that is no success.
    /// </summary>
    public bool? InTime => DoneInTime(Kind, Due, StoppedAt, StoppedBy);

    public static bool? DoneInTime(ClockKind kind, DateTimeOffset due, DateTimeOffset? stoppedAt, StopCause? by) =>
        (stoppedAt, by) switch
        {
            (null, _) => null,
            ({ } at, _) when at > due => false,
            (_, StopCause.Done or StopCause.Replied) => true,
            _ => kind == ClockKind.Citizen ? true : null,
        };

    public static Clock Start(
        Terms terms, Policy policy, CaseId caseId, TicketId? ticket, OrganisationId? organisation, DateTimeOffset at) =>
        Start(terms, new BoundedTerm(policy, terms.Calendar.Due(at, policy.Term), null), caseId, ticket, organisation,
            at);

    public static Clock Start(
        Terms terms, BoundedTerm term, CaseId caseId, TicketId? ticket, OrganisationId? organisation, DateTimeOffset at) =>
        new(ClockId.New(), caseId, term.Policy.Clock, ticket, organisation, term.Policy.Id, at, term.Due, null, null,
            Colour.None, Colours.TurnsAt(terms.Calendar, term.Policy.Unit, at, term.Due, Colour.None),
            BoundedBy: term.BoundedBy);

    /// <summary>Stopped at <paramref name="at"/>, but never before it started.</summary>
    public Clock Stop(DateTimeOffset at, StopCause cause) =>
        this with { StoppedAt = at < StartedAt ? StartedAt : at, StoppedBy = cause, NextTurnAt = null };

    /// <summary>
    /// Runs again with its old due time: time that was lost to a reply that did not hold is not given back.
    /// </summary>
    public Clock Resume(Terms terms) => this with
    {
        StoppedAt = null,
        StoppedBy = null,
        NextTurnAt = Colours.TurnsAt(terms.Calendar, terms[Policy].Unit, StartedAt, Due, Colour),
    };

    /// <summary>
    /// Due so many working days later, within the limits of <see cref="LaterTerms"/>; its colour is that of the longer
    /// term.
    /// </summary>
    public Clock Extend(Terms terms, int days, Policy grade, DateTimeOffset at, DateTimeOffset citizenDue)
    {
        var (due, boundedBy) = LaterTerms.Extend(terms.Calendar, Due, days, grade, at, citizenDue);
        return this with
        {
            Due = due,
            Extended = days,
            BoundedBy = boundedBy ?? BoundedBy,
            Colour = Colour.None,
            NextTurnAt = Colours.TurnsAt(terms.Calendar, terms[Policy].Unit, StartedAt, due, Colour.None),
        };
    }
}

/// <summary>What Escalation knows of a case (诉求).</summary>
/// <param name="Version">How many events Escalation has published about it.</param>
/// <param name="Organisation">Who is accountable; null until Routing has decided.</param>
/// <param name="LeadTicket">The lead's ticket; null until dispatched, and while the centre holds the case.</param>
/// <param name="Colour">The worst colour of its running clocks.</param>
/// <param name="Running">How many clocks run: at least one as long as it is open.</param>
/// <param name="Followed">The version of Routing's last event that has been applied.</param>
/// <param name="SpokenAt">When the petitioner last answered a callback or rated.</param>
/// <param name="Recused">Who must not see it, separated by commas, which no code holds; null: all may.</param>
/// <param name="Centre">Which centre watches over it; null until Routing has named it.</param>
public sealed record PressuredCase(
    CaseId CaseId, CaseNumber Number, int Version, JurisdictionId Jurisdiction, OrganisationId? Organisation,
    TicketId? LeadTicket, Urgency Urgency, CaseKind Kind, Colour Colour, Rung Rung, bool Open,
    DateTimeOffset ReportedAt, int Running, int Followed, DateTimeOffset? SpokenAt, string? Recused = null,
    OrganisationId? Centre = null)
{
    /// <summary>
    /// As the first decision names them; where the centre that must hold the case is complained of, it still sees it.
    /// </summary>
    public string? Blind(RecusedOrganisations? recused, OrganisationId? holder = null) =>
        recused is null || Organisation is not null ? Recused
            : string.Join(',', recused.Below.Prepend(recused.Against).Where(one => one != holder));

    /// <summary>As Routing reads it.</summary>
    public PressuredCase TakenFor(Place place, Urgency urgency, CaseKind kind) =>
        this with { Jurisdiction = place.Jurisdiction, Urgency = urgency, Kind = kind };
}

/// <summary>How clocks and colours are called in Chinese sentences.</summary>
public static class Words
{
    public static string Chinese(this ClockKind kind) => kind switch
    {
        ClockKind.Citizen => "群众时钟",
        ClockKind.Claim => "签收时限",
        ClockKind.FirstContact => "首次联系时限",
        ClockKind.Reply => "办结时限",
        ClockKind.Callback => "回访时限",
        ClockKind.Ruling => "裁定时限",
        ClockKind.Objection => "异议复核时限",
        _ => "调解时限",
    };

    public static string Chinese(this Colour colour) => colour switch
    {
        Colour.Yellow => "黄色预警",
        Colour.Orange => "橙色预警",
        Colour.Red => "红色预警",
        _ => "正常",
    };

    public static string Chinese(this Rung rung) => rung switch
    {
        Rung.Handler => "经办人",
        Rung.Head => "单位负责人",
        _ => "综治中心",
    };

    /// <summary>
    /// A time as it is read in China: 2026年11月27日18:00; midnight is the 24:00 of the day before (民法典 §203).
    /// </summary>
    public static string Chinese(this DateTimeOffset at)
    {
        var local = at.ToOffset(WorkCalendar.China);
        return local.TimeOfDay == TimeSpan.Zero
            ? local.AddDays(-1).ToString("yyyy年M月d日24:00", CultureInfo.InvariantCulture)
            : local.ToString("yyyy年M月d日HH:mm", CultureInfo.InvariantCulture);
    }
}
