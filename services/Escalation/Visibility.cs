namespace Dispatch.Escalation;

/// <summary>
/// Which rows somebody may see: an organisation's people their own, the others those of their jurisdiction; and nobody
/// those of a case that complains of his own unit or of one above it (回避).
/// </summary>
static class Visibility
{
    public static readonly string[] Readers =
    [
        Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
        Roles.Leader, Roles.Auditor,
    ];

    /// <summary>The one organisation whose rows the actor sees; null for those who see a whole jurisdiction.</summary>
    public static OrganisationId? Only(this Actor actor) =>
        actor.Role is Roles.Handler or Roles.Head or Roles.Mediator ? actor.Organisation : null;

    /// <summary>A condition on whatever has a <c>case_id</c>; takes <c>@Organisation</c>.</summary>
    public static string Of(string alias) => $"""
        not exists (select from timed_case x
            where x.case_id = {alias}.case_id and x.recused is not null and @Organisation = any(x.recused))
        """;
}
