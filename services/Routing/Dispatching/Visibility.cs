namespace Dispatch.Routing.Dispatching;

/// <summary>
/// How Routing's tables answer the one rule of who may see a case (<see cref="CaseVisibility"/>): tickets, returns,
/// objections, applications, precedents, undecided and simulated cases, figures and the books.
/// </summary>
static class Visibility
{
    /// <summary>On a <c>ticket</c> under this alias. An organisation has no ticket on a complaint of itself.</summary>
    public static CaseVisibility OfTicket(string alias) => Of(alias) with { HolderAlwaysSees = true };

    /// <summary>
    /// On whatever has a <c>case_id</c>, a <c>jurisdiction</c> and an <c>organisation</c> that it was done by.
    /// </summary>
    public static CaseVisibility Of(string alias) => new()
    {
        Jurisdiction = $"{alias}.jurisdiction",
        InHands = $"{alias}.organisation = @Organisation",
        Recused = $"exists (select from routed_case x where x.case_id = {alias}.case_id and {Recused("x")})",
    };

    /// <summary>On a <c>routed_case</c> under this alias.</summary>
    public static CaseVisibility OfCase(string alias) => Of(alias) with
    {
        InHands = $"{alias}.holder = @Organisation",
        Recused = $"({Recused(alias)})",
    };

    /// <summary>
    /// Whether <c>@Organisation</c> must stand back from a <c>routed_case</c> under this alias, from whom also the
    /// words of what is counted are kept.
    /// </summary>
    // "is not null" lets the small index of such cases serve; the line of units is read once for a statement. Whoever
    // must hold a complaint of itself, since no centre is above it, is no more kept out by the line than by the list.
    public static string Recused(string alias) => $"""
        {alias}.recused is not null and (@Organisation = any({alias}.recused) or {alias}.holder <> @Organisation
            and {alias}.against = any((select organisation_line(@Organisation))::text[]))
        """;
}
