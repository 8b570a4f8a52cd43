using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>Checks a requested exemption from the grass-roots shield (减负例外).</summary>
public static class ExemptionRules
{
    /// <param name="place">The jurisdiction that it is requested for; may be null if an organisation is named.</param>
    /// <param name="granter">The jurisdiction of whoever grants it.</param>
    /// <returns>
    /// The jurisdiction that it is listed under: the requested one, else that of the organisation. Refuses with
    /// <c>county_decides</c>, <c>unknown_matter</c>, <c>not_shielded</c>, <c>not_grass_roots</c>,
    /// <c>exemption_too_wide</c>, <c>unknown_jurisdiction</c>, <c>outside_jurisdiction</c>, <c>until_in_past</c>,
    /// <c>exemption_too_long</c>.
    /// </returns>
    public static Result<JurisdictionId> Check(
        CatalogueIndex catalogue, MatterId matter, JurisdictionId? place, OrganisationId? organisation,
        JurisdictionId granter, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        // A township or village must not lift the shield that protects it and its neighbours.
        if (catalogue.Jurisdictions.Place(granter) is { Level: > Level.County })
            return new Refusal(
                RefusalKind.Forbidden, "county_decides", "减负例外由县级及以上综治中心批准，请报县级综治中心。",
                "An exemption is granted by the county or above; ask the county's centre.");
        if (catalogue.Matter(matter) is not { Level: MatterRow.Leaf } leaf)
            return Refuse("unknown_matter", "事项清单中没有这个具体事项，请重新选择。",
                "No such leaf in the matter catalogue; choose another.", "matter");
        if (leaf.Lowest is not { } lowest || lowest >= Level.Village)
            return Refuse("not_shielded", $"“{leaf.Name}”本来就可以由村（社区）办理，不需要减负例外。",
                "The shield does not hold for this matter; no exemption is needed.", "matter");
        var unit = organisation is { } code ? catalogue.Organisation(code) : null;
        if (organisation is not null && unit is not { Kind: OrganisationKind.Township or OrganisationKind.Village })
            return Refuse("not_grass_roots", "减负例外只能给乡镇（街道）或村（社区），请重新选择单位。",
                "An exemption is for a township or a village; choose one.", "organisation");
        if ((place ?? unit?.Jurisdiction) is not { } scope)
            return Refuse("exemption_too_wide", "请选择适用的辖区或单位，例外不能不加限定。",
                "Name a division or an organisation; an exemption cannot hold everywhere.", "jurisdiction");
        if (place is { } named && catalogue.Jurisdictions.Place(named)?.Code != named)
            return Refuse("unknown_jurisdiction", "辖区清单中没有这个区划，请重新选择。",
                "No such division is listed; choose another.", "jurisdiction");
        if (!scope.IsWithin(granter) || (unit is not null && !unit.Jurisdiction.IsWithin(granter)))
            return Refuse("outside_jurisdiction", "该辖区或单位不在您的辖区内，请重新选择。",
                "It lies outside your jurisdiction; choose another.", "jurisdiction");
        if (until <= now || until <= from)
            return Refuse("until_in_past", "截止时间须晚于现在和开始时间，请改正。",
                "It must end after now and after it begins; correct the time.", "until");
        return until - from > ShieldExemption.Longest
            ? Refuse("exemption_too_long", $"减负例外最长{ShieldExemption.Longest.Days}天，请缩短；长期需要请修改职责清单。",
                "An exemption holds 180 days at most; shorten it, or change the duties.", "until")
            : scope;
    }

    static Refusal Refuse(string code, string chinese, string english, string field) =>
        new(RefusalKind.Invalid, code, chinese, english, field);
}
