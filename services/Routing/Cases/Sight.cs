namespace Dispatch.Routing.Cases;

/// <summary>
/// What nobody may see whatever the role: a case that complains of the caller's own unit or of one above it (回避).
/// </summary>
/// <remarks>Source: 信访工作条例 §28, §30; 济南市12345条例 §32. The statements take <c>@Organisation</c>.</remarks>
static class Sight
{
    /// <summary>A condition on whatever has a <c>case_id</c>.</summary>
    public static string Of(string alias) =>
        $"not exists (select from routed_case x where x.case_id = {alias}.case_id and {Recused("x")})";

    /// <summary>
    /// The columns of <c>ticket t</c> and <c>routed_case c</c> where a row is counted and so must be listed: without
    /// the words that tell of the case.
    /// </summary>
    public static string Veil(string columns) => columns
        .Replace("c.text", $"case when {Recused("c")} then '（投诉涉及本单位，内容回避）' else c.text end as text",
            StringComparison.Ordinal)
        .Replace("c.address", $"case when {Recused("c")} then null else c.address end as address",
            StringComparison.Ordinal)
        .Replace("t.reasons", $"case when {Recused("c")} then '[]' else t.reasons end as reasons",
            StringComparison.Ordinal);

    // "is not null" lets the small index of such cases serve; the line of units is read once for a statement. Whoever
    // must hold a complaint of itself, since no centre is above it, is no more kept out by the line than by the list.
    static string Recused(string alias) => $"""
        {alias}.recused is not null and (@Organisation = any({alias}.recused) or {alias}.holder <> @Organisation
            and {alias}.against = any((select organisation_line(@Organisation))::text[]))
        """;
}
