using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Dispatch.Kit;

/// <summary>
/// The one way an error is answered: problem details (RFC 9457) with a stable <c>code</c>, in the caller's language.
/// </summary>
public static class Problems
{
    public static IResult From(Refusal refusal) => new ProblemResult(refusal, null);

    public static IResult Fields(IReadOnlyDictionary<string, string[]> errors) => new ProblemResult(Malformed, errors);

    /// <summary>Chinese unless the caller asks for English first.</summary>
    public static bool English(HttpContext http) =>
        http.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase);

    static readonly Refusal Malformed = new(
        RefusalKind.Invalid, "invalid_request", "提交的内容有误，请按提示修改后重新提交。",
        "Some fields are not right; mend them and send again.");

    public static async Task Write(
        HttpContext http, Refusal refusal, int? status = null, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var detail = English(http) ? refusal.English : refusal.Chinese;
        var problem = new ProblemDetails
        {
            Type = "urn:dispatch:" + refusal.Code,
            Title = detail,
            Status = status ?? refusal.Status,
            Detail = detail,
            Instance = http.Request.Path,
            Extensions =
            {
                ["code"] = refusal.Code,
                ["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
            },
        };
        if (refusal.Details is { } details)
            problem.Extensions["details"] = details;
        if (errors is not null)
            problem.Extensions["errors"] = errors;
        else if (refusal.Errors is { } several)
            problem.Extensions["errors"] = several.ToDictionary(
                e => e.Key, e => new[] { English(http) ? e.Value.English : e.Value.Chinese }, StringComparer.Ordinal);
        else if (refusal.Field is { } field)
            problem.Extensions["errors"] = Field(field, detail);
        http.Response.StatusCode = problem.Status.Value;
        await http.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json",
            http.RequestAborted);
    }

    internal static Dictionary<string, string[]> Field(string name, string why) =>
        new(StringComparer.Ordinal) { [name] = [why] };

    sealed class ProblemResult(Refusal refusal, IReadOnlyDictionary<string, string[]>? errors) : IResult
    {
        // A malformed request is 400; a well-formed one that the rules refuse is 422 and so on.
        public Task ExecuteAsync(HttpContext httpContext) =>
            Write(httpContext, refusal, errors is null ? null : StatusCodes.Status400BadRequest, errors);
    }
}

/// <summary>Turns what was thrown into a problem document: the caller's mistake, an outage, or our bug.</summary>
sealed class ThrownProblems(ILogger<ThrownProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception,
        CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                var (field, zh, en) = BadRequest.Explain(bad, httpContext);
                await Problems.Write(
                    httpContext, new(RefusalKind.Invalid, "invalid_request", zh, en), bad.StatusCode,
                    Problems.Field(field, Problems.English(httpContext) ? en : zh));
                return true;
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                return true;
            case Exception when Outage.Is(exception):
                httpContext.Response.Headers.RetryAfter = "2";
                log.LogWarning(exception, "Unavailable for the moment");
                await Problems.Write(
                    httpContext,
                    new(RefusalKind.Invalid, "unavailable", "系统暂时不可用，请稍后重试；已填写的内容不会丢失。",
                        "Unavailable for the moment; try again in a few seconds."),
                    StatusCodes.Status503ServiceUnavailable);
                return true;
            default:
                log.LogError(exception, "Unexpected error");
                await Problems.Write(
                    httpContext,
                    new(RefusalKind.Invalid, "unexpected", "系统出现意外错误，请将追踪号告知管理员。",
                        "Something went wrong on our side; give the trace id to the administrator."),
                    StatusCodes.Status500InternalServerError);
                return true;
        }
    }
}
