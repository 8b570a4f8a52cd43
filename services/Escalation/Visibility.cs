namespace Dispatch.Escalation;

/// <summary>
/// How Escalation's tables answer the one rule of who may see a case (<see cref="CaseVisibility"/>): clocks, warnings,
/// the books, and the whistles and orders that are about cases.
/// </summary>
static class Visibility
{
    public static readonly string[] Readers =
    [
        Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
        Roles.Leader, Roles.Auditor,
    ];

    /// <summary>
    /// On <c>timed_case p</c> and <c>clock c</c>. An organisation sees its own clocks, and the case's own on cases
    /// where it has one.
    /// </summary>
    public static readonly CaseVisibility Clocks = new()
    {
        Jurisdiction = "p.jurisdiction",
        InHands = """
            coalesce(c.organisation, @Organisation) = @Organisation
                and exists (select from clock m where m.case_id = p.case_id and m.organisation = @Organisation)
            """,
        Recused = Recused("p"),
        RecusalUnknown = "(p.recused is not null and p.organisation is null)",
        SeesWhileUnknown =
            "exists (select from organisation o where o.id = @Organisation and o.kind in ('hotline', 'centre'))",
    };

    /// <summary>On <c>warning w</c>.</summary>
    public static readonly CaseVisibility Warnings = new()
    {
        Jurisdiction = "w.jurisdiction",
        InHands = "w.organisation = @Organisation",
        Recused = Recused("w"),
    };

    /// <summary>On <c>timed_case p</c>: which cases somebody may whistle for, or have ordered.</summary>
    public static readonly CaseVisibility Cases = new()
    {
        Jurisdiction = "p.jurisdiction",
        InHands = "exists (select from clock m where m.case_id = p.case_id and m.organisation = @Organisation)",
        Recused = Recused("p"),
        RecusalUnknown = Clocks.RecusalUnknown,
        SeesWhileUnknown = Clocks.SeesWhileUnknown,
    };

    /// <summary>
    /// On <c>rung r</c>: its owner sees it wherever he works, the organisation where it stands, and whoever is
    /// accountable for the case.
    /// </summary>
    public static readonly CaseVisibility Rungs = new()
    {
        Jurisdiction = "r.jurisdiction",
        InHands = "(r.at = @Organisation or r.organisation = @Organisation or r.owner = @Account)",
        Recused = Recused("r"),
    };

    /// <summary>
    /// On <c>whistle w</c>: whoever must stand back from one of its cases sees nothing of it.
    /// </summary>
    public static readonly CaseVisibility Whistles = OfWhistle("w.jurisdiction", "w.id");

    /// <summary>On <c>summons s</c> of a whistle that is blown: as its whistle.</summary>
    public static readonly CaseVisibility Summonses = OfWhistle("s.jurisdiction", "s.whistle_id");

    static CaseVisibility OfWhistle(string jurisdiction, string id) => new()
    {
        Jurisdiction = jurisdiction,
        InHands = $"{id} in (select r.whistle_id from whistle_reader r where r.organisation = @Organisation)",
        Recused = $"exists (select from whistle_case wc where wc.whistle_id = {id} and {Recused("wc")})",
    };

    /// <summary>On <c>supervision_order d</c>. Nobody is shown an order that is not signed yet.</summary>
    public static readonly CaseVisibility Orders = new()
    {
        Jurisdiction = "d.jurisdiction",
        InHands = "d.organisation = @Organisation and d.issued_at is not null",
        Recused = $"exists (select from order_case oc where oc.order_id = d.id and {Recused("oc")})",
    };

    // "is not null" lets the database use the small partial index of such cases. An organisation that must answer for a
    // complaint against itself, since no centre is above it, still sees it.
    static string Recused(string alias) => $"""
        exists (select from timed_case x
            where x.case_id = {alias}.case_id and x.recused is not null
                and x.organisation is distinct from @Organisation
                and (x.recused && (select organisation_line(@Organisation))::text[]
                    or @Organisation = any(x.recused) and not exists (
                        select from organisation h where h.id = @Organisation and h.kind = 'hotline')))
        """;
}
