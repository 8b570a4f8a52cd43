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

    /// <summary>The text of <c>routed_case c</c>, where a row is counted and so must be listed.</summary>
    public static readonly string Text =
        $"case when {Recused("c")} then '（投诉涉及本单位，内容回避）' else c.text end as text";

    // "is not null" lets the small index of such cases serve.
    static string Recused(string alias) => $"{alias}.recused is not null and @Organisation = any({alias}.recused)";
}
