namespace Dispatch.Intake.Visibility;

/// <summary>
/// Who may see which case, and of which case who complains. Every list, read, search and change of Intake asks here.
/// </summary>
/// <remarks>
/// The hotline, the centre, the grid workers and those above see their jurisdiction; another platform what it has
/// registered itself; departments, townships and mediators what they have or had a ticket or a copy of. Nobody sees a
/// complaint of his own organisation or of one above his (回避). Source: domain §3.7; 信访工作条例 §30.
/// </remarks>
public static class CaseVisibility
{
    /// <summary>Everyone who may read cases at all; the administrator keeps the accounts and sees none.</summary>
    public static readonly string[] Readers =
    [
        Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
        Roles.GridWorker, Roles.Leader, Roles.Auditor, Roles.Client,
    ];

    /// <summary>
    /// Told of a case that the caller may not see, and of one that is not there: that it exists is not told.
    /// </summary>
    public static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "case_not_found", "没有查到该工单，请核对工单编号。", "No such case within your scope; check the number.",
        "number");

    /// <summary>Whether the caller sees all of a jurisdiction, and not single cases only.</summary>
    public static bool ByJurisdiction(Actor actor) =>
        actor.Role is Roles.Operator or Roles.Dispatcher or Roles.Director or Roles.Arbiter or Roles.Leader
            or Roles.Auditor or Roles.GridWorker;

    /// <summary>
    /// The condition on <c>registered_case c</c> under which this caller sees the case; it takes the parameters
    /// <c>Scope</c>, <c>Organisation</c> and <c>Account</c> of the <see cref="Actor"/>.
    /// </summary>
    public static string Sees(Actor actor) => actor.Role switch
    {
        Roles.Client => $"{NotRecused} and c.registered_by = @Account",
        // Those below the unit complained of are known once Routing has decided; a grid worker may be one of them.
        Roles.GridWorker => $"""
            {NotRecused} and c.jurisdiction like @Scope
                and (c.against is null or exists (select from case_recusal r where r.case_id = c.id))
            """,
        _ when ByJurisdiction(actor) => $"{NotRecused} and c.jurisdiction like @Scope",
        _ => $"""
            {NotRecused}
                and c.id in (select o.case_id from case_organisation o where o.organisation = @Organisation)
            """,
    };

    /// <summary>
    /// The condition on <c>registered_case c</c> and <c>petitioner w</c> under which this caller finds the case by its
    /// petitioner's telephone (<c>phone</c>, the blind index). Whoever tries a number must not learn from the answer
    /// that its owner asked for secrecy, or complains of a unit that the caller is set over.
    /// </summary>
    public static string FoundByPhone(Actor actor) => actor.Role == Roles.Operator
        ? "w.phone_index = @phone" : $"w.phone_index = @phone and not w.confidential and not {Withheld}";

    /// <summary>A column: the caller may handle the case and must not learn who complains.</summary>
    public const string Withheld =
        "exists (select from case_recusal r where r.organisation = @Organisation and r.case_id = c.id)";

    // The organisation complained of and those below it; its superior has a row too, and reads.
    const string NotRecused = """
        (c.against is null or c.against <> @Organisation and not exists (
            select from case_recusal r where r.organisation = @Organisation and r.case_id = c.id and not r.reads))
        """;
}
