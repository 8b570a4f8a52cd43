using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>A row of the responsibility list (责任清单): who holds a function, by name.</summary>
/// <remarks>Whether somebody signs in with that account is known to the gateway alone.</remarks>
/// <param name="Organisation">Where the function is one of an organisation, else null.</param>
/// <param name="Jurisdiction">Where it is one over a jurisdiction: a county, township or village.</param>
/// <param name="Account">The holder, as he signs in.</param>
/// <param name="Deputy">Who acts while the holder is absent.</param>
/// <param name="AbsentFrom">The first day of absence, in China's time.</param>
/// <param name="AbsentUntil">The last day of absence.</param>
/// <param name="From">The first day in the function; null means no start.</param>
/// <param name="Until">The last day in the function; null means no end.</param>
/// <param name="Basis">The paper that gives it to him (依据).</param>
public sealed record ResponsibilityRow(
    OrganisationId? Organisation,
    JurisdictionId? Jurisdiction,
    [property: JsonRequired] ResponsibleFunction Function,
    [property: JsonRequired] AccountId Account,
    AccountId? Deputy,
    DateOnly? AbsentFrom, DateOnly? AbsentUntil,
    DateOnly? From, DateOnly? Until,
    [property: Required, StringLength(200, MinimumLength = 2)] string Basis);
