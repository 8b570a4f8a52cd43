namespace Dispatch.Mediation.Files;

/// <summary>
/// Who may see a file: a mediator those of his own organisation, the others those of their jurisdiction; nobody a file
/// about a complaint of his own unit or of one above it (回避). Every statement that finds a file has this condition.
/// </summary>
/// <remarks>
/// Of a file that was opened before Routing named who must stand back, nothing is known. Besides its own organisation
/// only a county's readers or wider find it, since in a township or village any unit may be the one complained of, and
/// a county department's people have no access to files at all.
/// Source: 信访工作条例 §28, §30; 济南市12345条例 §32.
/// </remarks>
static class Visibility
{
    public static readonly string[] Readers =
    [
        Roles.Mediator, Roles.Operator, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Auditor,
    ];

    /// <summary>What stands for the name of a party that is not told to the caller.</summary>
    public const string Withheld = "（依法保密）";

    /// <summary>A mediator has access by his organisation, and to all that is in the file.</summary>
    public static bool ByOrganisation(Actor actor) => actor.Role == Roles.Mediator;

    /// <summary>A condition on a <c>mediation_file</c>; takes <c>@Organisation</c>.</summary>
    public const string OwnFile = """
        (f.organisation = @Organisation and not @Organisation = any(coalesce(f.recused, '{}')))
        """;

    /// <summary>
    /// A condition on a <c>mediation_file</c>; takes <c>@Organisation</c> and <c>@Scope</c>, the pattern of the
    /// caller's jurisdiction. The code of a county has six digits.
    /// </summary>
    public const string InJurisdiction = """
        (f.jurisdiction like @Scope and case when f.recused is null
            then f.organisation = @Organisation or length(@Scope) <= length('620422%')
            else not @Organisation = any(f.recused) end)
        """;

    /// <summary>
    /// A condition on a <c>mediation_file</c>; takes <c>@byOrganisation</c>, <c>@Organisation</c> and <c>@Scope</c>.
    /// </summary>
    public const string Condition = $"(case when @byOrganisation then {OwnFile} else {InJurisdiction} end)";

    /// <summary>
    /// Whether the caller must not learn who the parties are, not even masked: the superior of the unit complained of,
    /// and everybody where that is not known. The file's own mediators wrote the names down, and do.
    /// </summary>
    public const string PartiesWithheld = """
        (f.organisation <> @Organisation and (f.recused is null or coalesce(f.superior = @Organisation, false)))
        """;
}
