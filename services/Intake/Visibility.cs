namespace Dispatch.Intake;

/// <summary>
/// How Intake's table answers the one rule of who may see a case (<see cref="CaseVisibility"/>), and of which case the
/// caller must not learn who complains. Every list, read, search and change of Intake asks here.
/// </summary>
/// <remarks>
/// Departments, townships and mediators see what they have or had a ticket or a copy of; another platform what it has
/// registered itself.
/// </remarks>
static class Visibility
{
    /// <summary>Everyone who may read cases at all; the administrator keeps the accounts and sees none.</summary>
    public static readonly string[] Readers =
    [
        Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
        Roles.GridWorker, Roles.Leader, Roles.Auditor, Roles.Client,
    ];

    /// <summary>
    /// The one answer for a case that does not exist and for one that the caller may not see: nobody learns which.
    /// </summary>
    public static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "case_not_found", "没有查到该工单，请核对工单编号。", "No such case within your scope; check the number.",
        "number");

    /// <summary>On <c>registered_case c</c>.</summary>
    public static readonly CaseVisibility Cases = new()
    {
        Jurisdiction = "c.jurisdiction",
        InHands = "c.id in (select o.case_id from case_organisation o where o.organisation = @Organisation)",
        RegisteredBy = "c.registered_by",
        Recused = "(c.against is not null and stands_back(@Organisation, c.id, c.against))",
        RecusalUnknown = "(c.against is not null and not exists (select from case_recusal r where r.case_id = c.id))",
        SeesWhileUnknown = "sees_before_routing(@Organisation, @Scope)",
    };

    /// <summary>
    /// The condition on <c>registered_case c</c> and <c>petitioner w</c> under which this caller finds the case by its
    /// petitioner's telephone (<c>phone</c>, the blind index). Whoever tries a number must not learn from the answer
    /// that its owner complains of a unit that the caller is set over, nor, but for operators, that he asked for
    /// secrecy.
    /// </summary>
    public static string FoundByPhone(Actor actor) => $"w.phone_index = @phone and not {Withheld}"
        + (actor.Role == Roles.Operator ? "" : " and not w.confidential");

    /// <summary>
    /// A column: the caller may handle the case and must not learn who complains, as everybody who is set over the unit
    /// complained of.
    /// </summary>
    public const string Withheld = "(c.against is not null and informer_withheld(@Organisation, c.id, c.against))";
}
