using Dispatch.Routing.Catalogue.Domain;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>All that a decision is made by, as it stands at one moment; never changed once made.</summary>
public sealed record RoutingPolicy(CatalogueIndex Catalogue, PrecedentIndex Precedents, ShieldExemptions Exemptions)
{
    /// <summary>The lists alone: nothing has been ruled on, and nothing is exempted.</summary>
    public static RoutingPolicy Of(CatalogueIndex catalogue) =>
        new(catalogue, PrecedentIndex.None, ShieldExemptions.None);
}
