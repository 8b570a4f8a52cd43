namespace Dispatch.Routing.Dispatching;

/// <summary>
/// What nobody may see whatever the role: a case that complains of the caller's own unit or of one above it (回避).
/// </summary>
/// <remarks>Source: 信访工作条例 §28, §30; 济南市12345条例 §32. The statements take <c>@Organisation</c>.</remarks>
static class Visibility
{
    /// <summary>A condition on whatever has a <c>case_id</c>.</summary>
    public static string Of(string alias) =>
        $"not exists (select from routed_case x where x.case_id = {alias}.case_id and {Recused("x")})";

    // "is not null" lets the small index of such cases serve; the line of units is read once for a statement. Whoever
    // must hold a complaint of itself, since no centre is above it, is no more kept out by the line than by the list.
    public static string Recused(string alias) => $"""
        {alias}.recused is not null and (@Organisation = any({alias}.recused) or {alias}.holder <> @Organisation
            and {alias}.against = any((select organisation_line(@Organisation))::text[]))
        """;
}
