using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// Recusal (回避): the organisation complained of (被投诉单位) has no part in the case, and neither has any below it.
/// </summary>
/// <remarks>Source: 信访工作条例 §28, 济南市12345条例 §32.</remarks>
public static class Recusal
{
    /// <summary>Words that show a complaint of how an organisation behaves.</summary>
    static readonly string[] Conduct =
    [
        "态度", "不作为", "乱作为", "慢作为", "乱收费", "吃拿卡要", "推诿", "踢皮球", "索要", "收受", "刁难", "以权谋私", "徇私", "包庇",
        "贪污", "受贿", "滥用职权", "优亲厚友", "弄虚作假", "打击报复",
    ];

    /// <summary>How many characters such a word and an organisation's name may be apart to belong together.</summary>
    const int MaxDistance = 25;

    /// <summary>Whether the organisation is the one complained of, or is below it.</summary>
    public static bool Touches(CatalogueIndex catalogue, OrganisationId organisation, OrganisationId? against)
    {
        if (against is not { } complainedOf)
            return false;
        OrganisationId? at = organisation;
        // The limit guards against a circle in the list.
        for (var steps = 0; at is { } one && steps < 10; steps++)
        {
            if (one == complainedOf)
                return true;
            at = catalogue.Organisation(one)?.Parent;
        }
        return false;
    }

    /// <summary>
    /// The code as the organisation list spells it when only upper and lower case differ; else the code as it is.
    /// </summary>
    public static OrganisationId? Listed(CatalogueIndex catalogue, OrganisationId? against) =>
        against is not { } code || catalogue.Organisation(code) is not null ? against
            : catalogue.Rows.Organisations.FirstOrDefault(o =>
                o.Code.Value.Equals(code.Value, StringComparison.OrdinalIgnoreCase))?.Code ?? against;

    /// <summary>
    /// Why it is unclear who is recused, so that the centre must decide: the organisation complained of is not listed,
    /// or only the text names one. Null when it is clear.
    /// </summary>
    public static Reason? Unclear(CatalogueIndex catalogue, Question question) =>
        question.Against is { } against
            ? catalogue.Organisation(against) is null ? DecisionReasons.AgainstNotListed(against) : null
            : NamedInText(catalogue, question) is var (unit, word) ? DecisionReasons.MayBeAgainst(unit, word) : null;

    /// <summary>The recused organisations, as events carry them; null when nobody is complained of.</summary>
    public static RecusedOrganisations? Of(CatalogueIndex catalogue, OrganisationId? against) =>
        against is not { } code ? null : new(
            code, [.. catalogue.Rows.Organisations
                // The hotline took the call, knows who complains, and must be able to call back.
                .Where(o => o.Code != code && o.Kind != OrganisationKind.Hotline && Touches(catalogue, o.Code, code))
                .Select(o => o.Code)],
            catalogue.Organisation(code)?.Parent);

    /// <summary>
    /// The centre that holds the case: that of the place, or when it is recused, the nearest one above it that is not.
    /// When there is none, the centre of the place holds it all the same, since somebody must.
    /// </summary>
    /// <returns>Null when no centre is listed.</returns>
    public static OrganisationRow? Centre(CatalogueIndex catalogue, JurisdictionId place, OrganisationId? against)
    {
        var centre = catalogue.Centre(place);
        for (var at = centre; at is not null; at = Above(catalogue, at))
        {
            if (!Touches(catalogue, at.Code, against))
                return at;
        }
        return centre;
    }

    static OrganisationRow? Above(CatalogueIndex catalogue, OrganisationRow centre)
    {
        var place = centre.Jurisdiction.Value;
        return place.Length <= 1 ? null
            : catalogue.Nearest(OrganisationKind.Centre, new(place[..^1])) is { } next && next != centre ? next : null;
    }

    /// <summary>
    /// Who may not see the case; whoever must hold it has to, and the hotline calls the petitioner back.
    /// </summary>
    public static IReadOnlyList<OrganisationId>? HiddenFrom(
        CatalogueIndex catalogue, OrganisationId? against, OrganisationId holder) =>
        Of(catalogue, against) is { } recused
            ? [
                .. recused.Below.Prepend(recused.Against).Where(one => one != holder
                    && catalogue.Organisation(one) is not { Kind: OrganisationKind.Hotline }),
            ] : null;

    /// <summary>
    /// The nearest organisation above the one complained of that may lead; null when none may, and the centre decides.
    /// </summary>
    /// <param name="fits">Whether nothing else keeps an organisation from leading.</param>
    public static OrganisationRow? Superior(
        CatalogueIndex catalogue, OrganisationId against, Func<OrganisationRow, bool> fits)
    {
        var at = catalogue.Organisation(against)?.Parent;
        for (var steps = 0; at is { } one && catalogue.Organisation(one) is { } above && steps < 10; steps++)
        {
            if (above.Kind is not (OrganisationKind.Centre or OrganisationKind.Hotline) && fits(above))
                return above;
            at = above.Parent;
        }
        return null;
    }

    /// <summary>
    /// The organisation whose conduct a complaint or report seems to be about, when registration named none.
    /// </summary>
    static (OrganisationRow Unit, string Word)? NamedInText(CatalogueIndex catalogue, Question question)
    {
        if (question.Against is not null || question.Kind is not (CaseKind.Complaint or CaseKind.Report))
            return null;
        var text = question.Text;
        (OrganisationRow, string)? found = null;
        foreach (var word in Conduct)
        {
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0 && found is null;
                at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                var from = Math.Max(0, at - MaxDistance);
                var around = text[from..Math.Min(text.Length, at + word.Length + MaxDistance)];
                if (catalogue.Names.In(around) is { } unit)
                    found = (unit, word);
            }
        }
        return found;
    }
}
