using System.Globalization;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>Every reason that Routing gives: a stable code, and the sentence an official would write.</summary>
public static partial class DecisionReasons
{
    public static Reason MatterChosen(MatterRow matter) =>
        new("matter_chosen", $"登记时已选定事项“{matter.Name}”（{matter.Code}）。");

    public static Reason MatterUnknown(MatterId matter) =>
        new("matter_unknown", $"登记时选定的事项代码{matter}不在现行事项清单中，改按诉求内容判断。");

    public static Reason MatterGroup(MatterRow matter) =>
        new("matter_group", $"登记时选定的“{matter.Name}”是事项大类，在其下按诉求内容判断具体事项。");

    public static Reason KeywordMatch(KeywordMatch match) => new(
        "keyword_match",
        $"诉求内容提到“{string.Join("”“", match.Found.Take(5))}”，与事项“{match.Matter.Name}”（{match.Matter.Code}）最相符。");

    public static Reason Predicted(MatterRow matter, PredictedMatter found) => new(
        "learned",
        $"按历史诉求学习，{Phrases(found)}最像事项“{matter.Name}”（{matter.Code}），把握{found.Probability * 100:F0}%。");

    static string Phrases(PredictedMatter found) =>
        found.Phrases.Count == 0 ? "" : $"从“{string.Join("”“", found.Phrases.Take(5))}”看，";

    public static Reason DutyCatalogue(MatterRow matter, DutyRow duty, OrganisationRow lead) => new(
        "duty_catalogue", $"{Basis(duty)}“{matter.Name}”由{lead.Name}主办。");

    public static Reason Assisting(IEnumerable<OrganisationRow> organisations) =>
        new("duty_assisting", $"按职责清单，由{string.Join("、", organisations.Select(o => o.Name))}协办。");

    public static Reason PlaceOfIncident(string place, OrganisationRow owner) =>
        new("place_of_incident", $"事发地在{place}，按属地由{owner.Name}承办。");

    public static Reason PlaceUnknown(JurisdictionId place) =>
        new("place_unknown", $"事发地的区划代码{place}不在现行辖区清单中，须由综治中心核实地点。");

    public static Reason PlaceTooCoarse(string place, Level needed) => new(
        "place_too_coarse", $"事发地只登记到{place}，未具体到{needed.Chinese()}，无法确定属地承办单位，请核实地点。");

    public static Reason NoPlaceOwner(string place, Level needed) =>
        new("no_place_owner", $"单位清单中没有{place}所属的{needed.Chinese()}承办单位。");

    public static Reason Mediation(OrganisationRow organisation) =>
        new("mediation", $"本件属矛盾纠纷，先由{organisation.Name}组织调解；调解以各方自愿为前提。");

    public static Reason AfterMediation(OrganisationRow lead) =>
        new("after_mediation", $"调解未达成协议，不再重复调解，按职责清单转由{lead.Name}依法办理。");

    public static Reason Shield(MatterRow matter, OrganisationRow refused) => new(
        "shield", $"“{matter.Name}”最低须由{(matter.Lowest ?? Level.County).Chinese()}单位办理，不得派给{refused.Name}（为基层减负）。");

    public static Reason Ambiguous(KeywordMatch best, KeywordMatch second) => new(
        "ambiguous", $"诉求内容同时接近“{best.Matter.Name}”和“{second.Matter.Name}”，承办单位不同且差距不明显，须由综治中心人工确定。");

    public static Reason TooWeak(KeywordMatch best) => new(
        "too_weak", $"诉求内容只有“{string.Join("”“", best.Found.Take(5))}”与事项“{best.Matter.Name}”有关，依据不足，须由综治中心人工确定。");

    public static readonly Reason NoMatch = new("no_match", "诉求内容未能对应到任何事项，须由综治中心人工确定。");

    public static Reason NoDuty(MatterRow matter) => new("no_duty", $"职责清单中没有“{matter.Name}”的主办单位，须由综治中心人工确定。");

    public static Reason Excluded(OrganisationRow organisation) =>
        new("excluded", $"{organisation.Name}已被排除，不再派往。");

    public static Reason UrgencyRaised(MatterRow matter, Urgency urgency) =>
        new("grade_of_matter", $"按事项清单，“{matter.Name}”按“{urgency.Chinese()}”办理。");

    public static Reason HeldByCentre(OrganisationRow centre) => new("held_by_centre", $"派单前由{centre.Name}负责。");

    public static Reason Backstop(OrganisationRow centre) =>
        new("backstop", $"本件已两次退单属实，不再转派，由{centre.Name}兜底办理。");

    public static Reason NobodyElse(OrganisationRow centre) =>
        new("backstop", $"没有其他单位可以确定为承办单位，由{centre.Name}兜底办理。");

    public static Reason Ruling(string grounds) => new("ruling", $"退单裁定：{grounds}");

    public static Reason Objection(string grounds) => new("objection_ruling", $"异议复核决定：{grounds}");

    public static Reason BackstopAfterObjection(OrganisationRow centre) =>
        new("backstop", $"异议成立而承办单位仍不能确定，由{centre.Name}兜底办理。");

    public static Reason[] Cited(Citation cited) =>
    [
        .. cited.Duty is null ? Array.Empty<Reason>()
            : [new("cited_duty", $"援引事项“{cited.Duty.Name}”（{cited.Duty.Code}），依据{cited.Basis}。")],
        .. cited.Suggested is null ? Array.Empty<Reason>()
            : [new("suggested_owner", $"建议由{cited.Suggested.Name}办理。")],
    ];

    public static Reason RuledDuty(MatterRow matter, string? basis) => new(
        "ruled_duty", $"裁定依据的事项为“{matter.Name}”（{matter.Code}）{(basis is null ? "" : $"，依据{basis}")}。");

    public static Reason DecidedByCentre(string grounds) => new("centre_decision", $"综治中心人工派单：{grounds}");

    static string Basis(DutyRow duty) => string.IsNullOrWhiteSpace(duty.Basis) ? "按职责清单，" : $"依据{duty.Basis}，";
}
