using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Dispatch.Kit;

/// <summary>A part of the request that the Kit or a slice reads by itself, and could not.</summary>
public sealed class UnreadableFieldException(string name)
    : BadHttpRequestException($"The value of {name} cannot be read.")
{
    /// <summary>As the caller writes it.</summary>
    public string Name { get; } = name;
}

/// <summary>Which field of a request the framework could not read, and why.</summary>
static partial class BadRequest
{
    /// <summary>
    /// False for a body in an encoding that nobody knows, or that is not safe, such as UTF-7: the framework would take
    /// it for an error of ours.
    /// </summary>
    public static bool HasKnownEncoding(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue
            || KnownEncodings.Value.Contains(type.Charset.Value);

    const int Utf7 = 65000;

    static readonly Lazy<HashSet<string>> KnownEncodings = new(() => Encoding.GetEncodings()
        .Where(known => known.CodePage != Utf7).Select(known => known.Name)
        .ToHashSet(StringComparer.OrdinalIgnoreCase));

    public static (string Field, string Chinese, string English) Explain(BadHttpRequestException bad, HttpContext http)
    {
        if (bad.InnerException is JsonException json)
            return InBody(json);
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
            return ("body", "提交的内容过大，请精简后重试。", "The request is too large; send less.");
        if (bad.StatusCode == StatusCodes.Status415UnsupportedMediaType)
            return ("body", "请以 application/json 提交。", "Send the body as application/json.");
        if (bad is UnreadableFieldException known)
            return Unreadable(known.Name);
        if (FindUnreadable(http) is { } parameter)
        {
            return parameter.Type == typeof(Contracts.CaseNumber)
                ? (parameter.Name, "工单编号有误，请逐位核对。", "This is no case number; check each digit.")
                : Unreadable(parameter.Name);
        }
        return ("body", "请求内容不完整或不是合法的 JSON，请检查后重试。", "The body is missing or is not valid JSON.");
    }

    static (string Field, string Chinese, string English) Unreadable(string field) =>
        (field, "取值不正确，请检查后重试。", "This value cannot be read; check it and try again.");

    static (string Field, string Chinese, string English) InBody(JsonException json)
    {
        var path = json.Path?.TrimStart('$', '.') is { Length: > 0 } p ? p : "body";
        // The path of an unknown member is its parent's, or its own; its name stands only in the message.
        if (UnknownMember().Match(json.Message) is not { Success: true } found)
            return (path, "格式不正确，请检查该字段的类型和取值。", "This field has the wrong type or value.");
        var name = found.Groups["name"].Value;
        var field = path == "body" ? name : path.EndsWith(name, StringComparison.Ordinal) ? path : $"{path}.{name}";
        return (field, $"不认识字段“{name}”，请删除。", $"Unknown member \"{name}\"; remove it.");
    }

    // The endpoint says which parameters it has; the same reading is tried again to find the one at fault.
    static (string Name, Type Type)? FindUnreadable(HttpContext http)
    {
        // The exception handler has taken both off the request.
        var thrown = http.Features.Get<IExceptionHandlerFeature>();
        foreach (var parameter in thrown?.Endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            var type = parameter.ParameterInfo.ParameterType;
            type = Nullable.GetUnderlyingType(type) ?? (type.IsArray ? type.GetElementType()! : type);
            var name = JsonNamingPolicy.CamelCase.ConvertName(NameInQuery(parameter));
            string?[] written = thrown!.RouteValues?[parameter.Name] is string inPath ? [inPath]
                : [.. http.Request.Query[NameInQuery(parameter)]];
            if (!parameter.HasBindAsync && Array.Exists(written, value => !Reads(type, value)))
                return (name, type);
            // No value at all is an empty list, and for a single one a fault unless it is optional.
            var single = parameter.HasTryParse && !parameter.ParameterInfo.ParameterType.IsArray;
            if (single && written.Length == 0 && !parameter.IsOptional)
                return (name, type);
        }
        return null;
    }

    static string NameInQuery(IParameterBindingMetadata parameter) =>
        parameter.ParameterInfo.GetCustomAttributes().OfType<IFromQueryMetadata>().FirstOrDefault()?.Name
            ?? parameter.Name;

    static bool Reads(Type type, string? value)
    {
        if (value is null || type == typeof(string))
            return true;
        if (type.IsEnum)
            return Enum.TryParse(type, value, out _);
        // With a culture or without; what cannot be parsed at all comes from the body or a service.
        MethodInfo[] ways =
        [
            .. type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.Name == nameof(int.TryParse)
                && m.GetParameters() is { Length: <= 3 } takes && takes[0].ParameterType == typeof(string)),
        ];
        return ways.Length == 0 || Array.Exists(ways, tryParse => tryParse.Invoke(null,
        [
            .. tryParse.GetParameters().Select((p, at) => at == 0 ? value
                : p.ParameterType == typeof(IFormatProvider) ? CultureInfo.InvariantCulture : (object?)null),
        ]) is true);
    }

    [GeneratedRegex("JSON property '(?<name>.+?)' could not be mapped")]
    private static partial Regex UnknownMember();
}
