using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Dispatch.Kit;

/// <summary>One thing that can be done next with what the caller reads; pages draw their buttons from these.</summary>
/// <param name="Name">In camelCase: <c>stageReport</c>.</param>
/// <param name="Why">Why it is not allowed now, in the caller's language; null where it is allowed.</param>
public sealed record NextAction(string Name, bool Allowed, string? Why);

/// <summary>One thing that can be done next, as the domain's own method answered.</summary>
/// <param name="Roles">Who may ever do it: the roles that its endpoint lets in.</param>
/// <param name="Refusal">What the endpoint would refuse with now; null where it would accept.</param>
public sealed record PossibleAction(string Name, IReadOnlyList<string> Roles, Refusal? Refusal);

/// <summary>
/// Tells the caller what he may do next. What his role may never do is left out, so that no page shows a button for it;
/// what he may not do now comes with the reason.
/// </summary>
public sealed class NextActions(string role, bool inEnglish)
{
    public IReadOnlyList<NextAction> For(IEnumerable<PossibleAction> possible) =>
    [
        .. from one in possible
           where one.Roles.Contains(role, StringComparer.Ordinal)
           select new NextAction(
               one.Name, one.Refusal is null, one.Refusal is { } no ? InTheirs(no.Chinese, no.English) : null),
    ];

    /// <summary>The one of the two that is in the caller's language.</summary>
    public string InTheirs(string chinese, string english) => inEnglish ? english : chinese;

    public static ValueTask<NextActions?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(
        http.User.Identity is { IsAuthenticated: true }
            ? new NextActions(Actor.From(http.User).Role, Problems.English(http)) : null);
}
