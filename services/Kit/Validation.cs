using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Dispatch.Kit;

/// <summary>
/// Checks every request record by its DataAnnotations before the slice runs, nested records included, and names each
/// field at fault in the caller's language. (The framework's own validation speaks English only.)
/// </summary>
sealed class Validation : IEndpointFilter
{
    static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    sealed record Member(string Name, PropertyInfo Property, ValidationAttribute[] Rules);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Dictionary<string, string[]>? errors = null;
        var english = Problems.English(context.HttpContext);
        foreach (var argument in context.Arguments)
        {
            if (argument is string text && !StorableText.Is(text))
                Add(ref errors, "query", Unprintable(english));
            else if (argument is not null && Checked(argument.GetType()))
                Walk(argument, "", english, ref errors);
        }
        return errors is null ? await next(context) : Problems.Fields(errors);
    }

    /// <summary>The fields of a record that its annotations refuse, each with why.</summary>
    internal static Dictionary<string, string[]>? Check(object value, bool english)
    {
        Dictionary<string, string[]>? errors = null;
        Walk(value, "", english, ref errors);
        return errors;
    }

    static bool Checked(Type type) =>
        type.IsClass && type.FullName!.StartsWith("Dispatch.", StringComparison.Ordinal)
            && type.GetMethod("<Clone>$") is not null;

    static void Walk(object value, string path, bool english, ref Dictionary<string, string[]>? errors)
    {
        foreach (var member in Known.GetOrAdd(value.GetType(), Describe))
        {
            var field = path + member.Name;
            var held = member.Property.GetValue(value);
            foreach (var rule in member.Rules)
            {
                if (!rule.IsValid(held))
                    Add(ref errors, field, Message(rule, english));
            }
            if (held is string text && !StorableText.Is(text))
                Add(ref errors, field, Unprintable(english));
            else if (held is JsonNode json)
            {
                foreach (var (at, twice) in StorableText.Faults(json, field))
                    Add(ref errors, at, twice ? Twice(english) : Unprintable(english));
            }
            else if (held is IEnumerable many and not string)
            {
                var index = 0;
                foreach (var item in many)
                {
                    if (item is not null && Checked(item.GetType()))
                        Walk(item, $"{field}[{index}].", english, ref errors);
                    else if (item is null)
                        Add(ref errors, $"{field}[{index}]", Message(new RequiredAttribute(), english));
                    else if (item is string word && !StorableText.Is(word))
                        Add(ref errors, $"{field}[{index}]", Unprintable(english));
                    index++;
                }
            }
            else if (held is not null && Checked(held.GetType()))
                Walk(held, field + ".", english, ref errors);
        }
    }

    static Member[] Describe(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract")
            .Select(p => new Member(
                JsonNamingPolicy.CamelCase.ConvertName(p.Name), p, [.. p.GetCustomAttributes<ValidationAttribute>()])),
    ];

    static void Add(ref Dictionary<string, string[]>? errors, string field, string message)
    {
        errors ??= new(StringComparer.Ordinal);
        errors[field] = errors.TryGetValue(field, out var earlier) ? [.. earlier, message] : [message];
    }

    static string Unprintable(bool english) =>
        english ? "Contains a character that cannot be stored." : "含有无法保存的字符，请删除。";

    static string Twice(bool english) =>
        english ? "A member comes twice; keep one of them." : "同一字段出现两次，请只保留一个。";

    static string Message(ValidationAttribute rule, bool english) => (rule, english) switch
    {
        (RequiredAttribute, false) => "必填，请填写。",
        (RequiredAttribute, true) => "Required.",
        (StringLengthAttribute s, false) => s.MinimumLength > 0 ? $"长度须为{s.MinimumLength}至{s.MaximumLength}个字。"
            : $"最多{s.MaximumLength}个字。",
        (StringLengthAttribute { MinimumLength: 0 } s, true) => $"At most {s.MaximumLength} characters.",
        (StringLengthAttribute s, true) => $"Must have {s.MinimumLength} to {s.MaximumLength} characters.",
        (MaxLengthAttribute m, false) => $"最多{m.Length}项。",
        (MaxLengthAttribute m, true) => $"At most {m.Length} items.",
        (RangeAttribute r, false) => $"须在{r.Minimum}至{r.Maximum}之间。",
        (RangeAttribute r, true) => $"Must be between {r.Minimum} and {r.Maximum}.",
        // A pattern carries both sentences itself, as "中文|English".
        _ => (rule.ErrorMessage ?? "取值不正确。|This value is not valid.")
            .Split('|') is [var zh, var en] ? (english ? en : zh) : rule.ErrorMessage!,
    };
}

/// <summary>The same check for a record that does not come as a request of its own.</summary>
public static class Fields
{
    /// <returns>Null when nothing is wrong.</returns>
    public static IReadOnlyDictionary<string, string[]>? Wrong(object value, bool english) =>
        Validation.Check(value, english);
}
