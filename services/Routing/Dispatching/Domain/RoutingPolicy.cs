using Dispatch.Routing.Catalogue.Domain;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>An immutable snapshot of all that decisions rest on: lists, precedents and exemptions.</summary>
public sealed record RoutingPolicy(CatalogueIndex Catalogue, PrecedentIndex Precedents, ShieldExemptions Exemptions)
{
    /// <summary>The lists alone, without precedents or exemptions.</summary>
    public static RoutingPolicy Of(CatalogueIndex catalogue) =>
        new(catalogue, PrecedentIndex.None, ShieldExemptions.None);
}
