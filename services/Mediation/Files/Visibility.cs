namespace Dispatch.Mediation.Files;

/// <summary>
/// How Mediation's table answers the one rule of who may see a case (<see cref="CaseVisibility"/>). Every statement
/// that finds a file asks here.
/// </summary>
/// <remarks>
/// Of a file that was opened before Routing named who must stand back, nothing is known; its own organisation finds it
/// all the same. A county department's people have no access to files at all.
/// </remarks>
static class Visibility
{
    public static readonly string[] Readers =
    [
        Roles.Mediator, Roles.Operator, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Auditor,
    ];

    /// <summary>What stands for the name of a party that is not told to the caller.</summary>
    public const string Withheld = "（依法保密）";

    /// <summary>On <c>mediation_file f</c>.</summary>
    public static readonly CaseVisibility Files = new()
    {
        Jurisdiction = "f.jurisdiction",
        InHands = "f.organisation = @Organisation",
        Recused = "(@Organisation = any(coalesce(f.recused, '{}')))",
        RecusalUnknown = "(f.recused is null and f.organisation <> @Organisation)",
    };

    /// <summary>Whether the caller is a mediator, who sees the files of his organisation, unmasked.</summary>
    public static bool ByOrganisation(Actor actor) =>
        CaseVisibility.ReachOf(actor.Role) == Reach.OwnOrganisation;

    /// <summary>
    /// Whether the caller must not learn who the parties are, not even masked: the superior of the unit complained of,
    /// and everybody where that is not known. The file's own mediators see the names: they wrote them down.
    /// </summary>
    public const string PartiesWithheld = """
        (f.organisation <> @Organisation and (f.recused is null or coalesce(f.superior = @Organisation, false)))
        """;
}
