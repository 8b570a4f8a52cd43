using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// The unit complained of (被投诉单位) has no part in the case, and neither has any unit below it (回避). Source:
/// 信访工作条例 §28, 济南市12345条例 §32.
/// </summary>
public static class Recusal
{
    /// <summary>Words by which a text complains of how a unit behaves rather than of what is broken.</summary>
    static readonly string[] Conduct =
    [
        "态度", "不作为", "乱作为", "慢作为", "乱收费", "吃拿卡要", "推诿", "踢皮球", "索要", "收受", "刁难", "以权谋私", "徇私", "包庇",
        "贪污", "受贿", "滥用职权", "优亲厚友", "弄虚作假", "打击报复",
    ];

    /// <summary>How far from a unit's name its conduct is still spoken of.</summary>
    const int Near = 25;

    /// <summary>Whether the organisation is the one complained of, or stands under it.</summary>
    public static bool Touches(CatalogueIndex catalogue, OrganisationId organisation, OrganisationId? against)
    {
        if (against is not { } complainedOf)
            return false;
        OrganisationId? at = organisation;
        for (var steps = 0; at is { } one && steps < 10; steps++)
        {
            if (one == complainedOf)
                return true;
            at = catalogue.Organisation(one)?.Parent;
        }
        return false;
    }

    /// <summary>The code as the list writes it, where only capital letters were mistaken.</summary>
    public static OrganisationId? Listed(CatalogueIndex catalogue, OrganisationId? against) =>
        against is not { } code || catalogue.Organisation(code) is not null ? against
            : catalogue.Rows.Organisations.FirstOrDefault(o =>
                o.Code.Value.Equals(code.Value, StringComparison.OrdinalIgnoreCase))?.Code ?? against;

    /// <summary>Why nobody can say who must stand back, so that the centre decides; null: it is clear.</summary>
    public static Reason? Unclear(CatalogueIndex catalogue, Question question) =>
        question.Against is { } against
            ? catalogue.Organisation(against) is null ? DecisionReasons.AgainstNotListed(against) : null
            : Named(catalogue, question) is var (unit, word) ? DecisionReasons.MayBeAgainst(unit, word) : null;

    /// <summary>Who must stand back, for those who keep the case from them; null: nobody is complained of.</summary>
    public static RecusedOrganisations? Of(CatalogueIndex catalogue, OrganisationId? against) =>
        against is not { } code ? null : new(
            code, [.. catalogue.Rows.Organisations
                // The hotline took the call: it knows who complains, and is the one to call back.
                .Where(o => o.Code != code && o.Kind != OrganisationKind.Hotline && Touches(catalogue, o.Code, code))
                .Select(o => o.Code)],
            catalogue.Organisation(code)?.Parent);

    /// <summary>
    /// The centre that holds such a case: where the centre of the place is complained of, the next above it. Where
    /// there is none above, it stays, since a case is never in nobody's hands.
    /// </summary>
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

    /// <summary>Who may not see the case; whoever must hold it has to.</summary>
    public static IReadOnlyList<OrganisationId>? HiddenFrom(
        CatalogueIndex catalogue, OrganisationId? against, OrganisationId holder) =>
        Of(catalogue, against) is { } recused
            ? [.. recused.Below.Prepend(recused.Against).Where(one => one != holder)] : null;

    /// <summary>The nearest superior of the unit complained of that may lead; null: the centre decides.</summary>
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
    /// The unit whose conduct the text seems to complain of, though nobody has said so at registration; only for
    /// complaints and reports.
    /// </summary>
    static (OrganisationRow Unit, string Word)? Named(CatalogueIndex catalogue, Question question)
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
                var from = Math.Max(0, at - Near);
                var around = text[from..Math.Min(text.Length, at + word.Length + Near)];
                if (catalogue.Names.In(around) is { } unit)
                    found = (unit, word);
            }
        }
        return found;
    }
}
