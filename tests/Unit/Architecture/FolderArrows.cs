using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>
/// Which folder of a service needs which other: read from the compiled code, and from the <c>using</c> lines, which
/// also tell of constants that the compiler has copied.
/// </summary>
static partial class FolderArrows
{
    static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    [GeneratedRegex(@"^using (?<name>Dispatch\.[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    /// <summary>Each arrow between two namespaces of the assembly, with one type that draws it.</summary>
    /// <remarks>A table of contents (<c>…App</c>, <c>…Routes</c>) names what it lists and draws no arrow.</remarks>
    public static IReadOnlyDictionary<(string From, string To), string> Of(Assembly service)
    {
        var root = service.GetName().Name!;
        var arrows = new Dictionary<(string, string), string>();
        foreach (var type in service.GetTypes().Where(t => Within(t, root) && !IsContents(Outermost(t).Name)))
        {
            var from = Outermost(type).Namespace!;
            foreach (var used in Uses(type).Select(Outermost).Where(t => t.Assembly == service && Within(t, root)))
            {
                if (used.Namespace != from)
                    arrows.TryAdd((from, used.Namespace!), $"{type.Name} uses {used.Name}");
            }
        }
        foreach (var file in Repository.Files("*.cs", "services/" + root.Split('.')[1]))
        {
            var text = Repository.Read(file);
            if (Namespace().Match(text) is not { Success: true } own
                || IsContents(Path.GetFileNameWithoutExtension(file)))
                continue;
            foreach (var to in Using().Matches(text).Select(m => m.Groups["name"].Value)
                .Where(n => n.StartsWith(root, StringComparison.Ordinal) && n != own.Groups["name"].Value))
                arrows.TryAdd((own.Groups["name"].Value, to), $"{file} has a using line for it");
        }
        return arrows;
    }

    static bool IsContents(string type) =>
        type.EndsWith("App", StringComparison.Ordinal) || type.EndsWith("Routes", StringComparison.Ordinal);

    static bool Within(Type type, string root) =>
        Outermost(type).Namespace?.StartsWith(root, StringComparison.Ordinal) == true;

    static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    static IEnumerable<Type> Uses(Type type)
    {
        IEnumerable<Type?> named =
        [
            type.BaseType, .. type.GetInterfaces(), .. type.GetFields(All).Select(f => f.FieldType),
            .. type.GetProperties(All).Select(p => p.PropertyType),
            .. type.GetCustomAttributesData().Select(a => a.AttributeType),
            .. type.GetMethods(All).SelectMany(Signature), .. type.GetConstructors(All).SelectMany(Signature),
            .. type.GetMethods(All).SelectMany(Body), .. type.GetConstructors(All).SelectMany(Body),
        ];
        return named.OfType<Type>().SelectMany(Parts);
    }

    // A list of rows needs the row too.
    static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericParameter: true } => [],
        { IsConstructedGenericType: true } => [type.GetGenericTypeDefinition(),
            .. type.GetGenericArguments().SelectMany(Parts)],
        _ => [type],
    };

    static IEnumerable<Type> Signature(MethodBase method) =>
    [
        .. method.GetParameters().Select(p => p.ParameterType),
        .. method is MethodInfo { ReturnType: var back } ? [back] : Array.Empty<Type>(),
    ];

    static List<Type?> Body(MethodBase method)
    {
        var found = new List<Type?>();
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
            return found;
        found.AddRange(body.LocalVariables.Select(v => v.LocalType));
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < il.Length;)
        {
            var code = Codes[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                or OperandType.InlineType)
            {
                switch (method.Module.ResolveMember(BitConverter.ToInt32(il, at), ofType, ofMethod))
                {
                    case Type type:
                        found.Add(type);
                        break;
                    case FieldInfo field:
                        found.AddRange([field.DeclaringType, field.FieldType]);
                        break;
                    case MethodBase called:
                        found.AddRange(
                            [called.DeclaringType, .. called.IsGenericMethod ? called.GetGenericArguments() : []]);
                        break;
                }
            }
            at += Width(code.OperandType, il, at);
        }
        return found;
    }

    static int Width(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
