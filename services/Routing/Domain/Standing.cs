namespace Dispatch.Routing.Domain;

/// <summary>All that a decision is made by, as it stands at one moment; never changed once made.</summary>
public sealed record Standing(Catalogue Catalogue, Precedents Precedents, ShieldOverrides Overrides)
{
    /// <summary>The lists alone: nothing has been ruled on, and nothing is excepted.</summary>
    public static Standing Of(Catalogue catalogue) => new(catalogue, Precedents.None, ShieldOverrides.None);
}
