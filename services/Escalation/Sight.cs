namespace Dispatch.Escalation;

/// <summary>
/// Which rows somebody may see: an organisation's people their own, the others those of their jurisdiction.
/// </summary>
static class Sight
{
    public static readonly string[] Readers =
    [
        Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
        Roles.Leader, Roles.Auditor,
    ];

    /// <summary>The one organisation whose rows the actor sees; null for those who see a whole jurisdiction.</summary>
    public static OrganisationId? Only(this Actor actor) =>
        actor.Role is Roles.Handler or Roles.Head or Roles.Mediator ? actor.Organisation : null;
}
