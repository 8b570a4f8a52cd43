using Dispatch.Contracts;

namespace Dispatch.Kit;

/// <summary>How far a role sees cases (管辖).</summary>
public enum Reach
{
    /// <summary>No case at all: the administrator keeps accounts and machines.</summary>
    None,

    /// <summary>What it has registered itself: another platform.</summary>
    OwnRegistrations,

    /// <summary>What its organisation has or had in hand: departments, townships and mediators.</summary>
    OwnOrganisation,

    /// <summary>All of its jurisdiction: the hotline, the centre, grid workers and those above.</summary>
    Jurisdiction,
}

/// <summary>
/// Who may see a case, and with it everything that hangs on the case: one rule for every list, read, search, count and
/// live update of every service.
/// </summary>
/// <remarks>
/// A role reaches as far as <see cref="ReachOf"/> says. Whatever the role, nobody sees a complaint of his own unit or
/// of one above it (回避). Source: 信访工作条例 §28, §30; 济南市12345条例 §32.
/// <para>
/// A service says here how its table answers four questions, in conditions that take the parameters <c>@Scope</c>,
/// <c>@Organisation</c> and <c>@Account</c> of the <see cref="Actor"/>.
/// </para>
/// </remarks>
public sealed record CaseVisibility
{
    /// <summary>The column with the place of the case.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The case is in the hands of <c>@Organisation</c>.</summary>
    public required string InHands { get; init; }

    /// <summary><c>@Organisation</c> must stand back.</summary>
    public required string Recused { get; init; }

    /// <summary>It is not known yet who must stand back.</summary>
    public string RecusalUnknown { get; init; } = "false";

    /// <summary>
    /// Who of the jurisdiction sees it while that is not known: by default a county's people, or wider.
    /// </summary>
    public string SeesWhileUnknown { get; init; } = CountyOrWider;

    /// <summary>The column with the account that registered it, where another platform reads this table.</summary>
    public string? RegisteredBy { get; init; }

    /// <summary>Whoever has it in hand sees it, even if he should stand back: a ticket never lies unseen.</summary>
    public bool HolderAlwaysSees { get; init; }

    public static Reach ReachOf(string role) => role switch
    {
        Roles.Operator or Roles.Dispatcher or Roles.Director or Roles.Arbiter or Roles.Leader or Roles.Auditor
            or Roles.GridWorker => Reach.Jurisdiction,
        Roles.Handler or Roles.Head or Roles.Mediator => Reach.OwnOrganisation,
        Roles.Client => Reach.OwnRegistrations,
        _ => Reach.None,
    };

    /// <summary>The condition under which the caller sees the row.</summary>
    public string Sees(Actor actor) => ReachOf(actor.Role) switch
    {
        Reach.Jurisdiction => SeenInJurisdiction,
        Reach.OwnOrganisation => HolderAlwaysSees ? $"({InHands})" : $"(not {Recused} and {InHands})",
        Reach.OwnRegistrations when RegisteredBy is not null => $"(not {Recused} and {RegisteredBy} = @Account)",
        _ => "false",
    };

    /// <summary>
    /// The condition under which the row is counted for the caller, even if he may not read it: a figure must have all
    /// its cases behind it.
    /// </summary>
    public string Counts(Actor actor) => ReachOf(actor.Role) switch
    {
        Reach.Jurisdiction => $"{Jurisdiction} like @Scope",
        Reach.OwnOrganisation => $"({InHands})",
        _ => "false",
    };

    /// <summary>
    /// The condition of <see cref="Sees(Actor)"/> where the caller's jurisdiction lets him in whatever his role: for
    /// the books (账目), which the administrator reads too.
    /// </summary>
    public string SeenInJurisdiction => RecusalUnknown == "false"
        ? $"({Jurisdiction} like @Scope and not {Recused})"
        : $"({Jurisdiction} like @Scope and not {Recused} and (not {RecusalUnknown} or {SeesWhileUnknown}))";

    /// <summary>The rule for one case of which something is known, as for a live update.</summary>
    /// <returns>Null when what is known does not decide it.</returns>
    public static bool? Sees(Reach reach, KnownOfCase known)
    {
        if (known.Recused == true)
            return false;
        var reached = reach switch
        {
            Reach.Jurisdiction => known.InJurisdiction,
            Reach.OwnOrganisation => known.InHands,
            Reach.OwnRegistrations => known.Registered,
            _ => false,
        };
        // A case in somebody's hands was given to him by a decision that knew who must stand back; a reader of the
        // jurisdiction must wait until that is known.
        return reached == true && known.Recused is null && reach == Reach.Jurisdiction ? null : reached;
    }

    // The code of a county has six digits, that of a township nine.
    public const string CountyOrWider = "length(@Scope) <= length('620422%')";
}

/// <summary>What is known of one case and one person; null: not known.</summary>
/// <param name="Recused">He must stand back.</param>
/// <param name="InHands">His organisation has or had it in hand.</param>
/// <param name="Registered">He registered it himself.</param>
public readonly record struct KnownOfCase(bool? Recused, bool? InJurisdiction, bool? InHands, bool? Registered = false);
