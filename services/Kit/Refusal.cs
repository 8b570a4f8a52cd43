using Microsoft.AspNetCore.Http;

namespace Dispatch.Kit;

/// <summary>What kind of "no" a refusal is; it sets the HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>422: understood, but not acceptable as it stands.</summary>
    Invalid,
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
    /// <summary>423: locked for a while.</summary>
    Locked,
}

/// <summary>
/// A business "no": a stable code for programs, and what to do next in Chinese and English for people.
/// </summary>
/// <param name="Field">The camelCase field that is at fault, when one is.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Chinese, string English, string? Field = null)
{
    /// <summary>What there is to tell beyond one sentence: <c>details</c> of the problem document.</summary>
    public object? Details { get; init; }

    /// <summary>By field, where several are at fault at once.</summary>
    public IReadOnlyDictionary<string, (string Chinese, string English)>? Errors { get; init; }

    public int Status => Kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Unauthorized => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status423Locked,
    };
}

/// <summary>Either what was asked for, or a refusal.</summary>
public readonly struct Result<T>
{
    readonly T? value;

    Result(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>True with the value, or false with the refusal.</summary>
    public bool Accepted(
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? accepted,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Refusal? refusal)
    {
        (accepted, refusal) = (value, Refusal);
        return refusal is null;
    }

    /// <summary>The value's answer, or the refusal as a problem document.</summary>
    public IResult ToHttp(Func<T, IResult> answer) => Refusal is { } refusal ? Problems.From(refusal) : answer(value!);
}
