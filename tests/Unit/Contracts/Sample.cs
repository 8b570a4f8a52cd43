namespace Dispatch.Tests.Unit.Contracts;

/// <summary>An instance of any contract with every member filled, the optional ones too.</summary>
static class Sample
{
    static readonly Guid Uuid = new("0193a7c2-5b1e-7c3a-9f10-2d4e6a8b0c1d");
    static readonly DateTimeOffset Time = new(2026, 11, 22, 1, 30, 15, TimeSpan.Zero);

    public static object Of(Type type) => Make(type, type.Name);

    static object Make(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Make(underlying, name);
        if (type == typeof(string))
            return name + "的文字";
        if (type == typeof(int))
            return 3;
        if (type == typeof(bool))
            return true;
        if (type == typeof(double))
            return 35.6922;
        if (type == typeof(DateTimeOffset))
            return Time;
        if (type == typeof(DateOnly))
            return DateOnly.FromDateTime(Time.DateTime);
        if (type == typeof(CaseNumber))
            return CaseNumber.Parse("261122-4839-2715-3", null);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(1)!;
        if (type.IsGenericType)
            return List(type.GetGenericArguments()[0], name);
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(p =>
            p.ParameterType == typeof(Guid) ? Uuid
            : p.Name == "Value" && p.ParameterType == typeof(string) ? "620422-" + type.Name.ToLowerInvariant()
            : Make(p.ParameterType, p.Name!))]);
    }

    static Array List(Type item, string name)
    {
        var list = Array.CreateInstance(item, 2);
        list.SetValue(Make(item, name), 0);
        list.SetValue(Make(item, name), 1);
        return list;
    }
}
