namespace Dispatch.Gateway;

/// <summary>
/// The services behind the gateway: <c>Dispatch__Upstreams__Intake</c> and so on, each an <c>http://</c> address.
/// </summary>
public sealed class Upstreams
{
    public static readonly Upstream Intake = new("intake", "受理服务"), Routing = new("routing", "派单服务"),
        Mediation = new("mediation", "调解服务"), Escalation = new("escalation", "督办服务");

    public static readonly IReadOnlyList<Upstream> All = [Intake, Routing, Mediation, Escalation];

    readonly Dictionary<string, string> addresses;

    public Upstreams(Settings settings) => addresses = All.ToDictionary(
        u => u.Name, u => Address(settings.Required("Upstreams:" + char.ToUpperInvariant(u.Name[0]) + u.Name[1..])),
        StringComparer.Ordinal);

    /// <summary>Without a slash at the end.</summary>
    public string this[Upstream upstream] => addresses[upstream.Name];

    static string Address(string setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
        ? setting.TrimEnd('/')
        : throw new InvalidOperationException($"The upstream address \"{setting}\" is not an http address.");
}

/// <param name="Chinese">What people call it.</param>
public sealed record Upstream(string Name, string Chinese);
