using System.Globalization;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>The reasons for a decision: each a stable code, and the sentence that an official would write.</summary>
public static class DecisionReasons
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

    public static Reason BackstopByLadder(OrganisationRow centre) =>
        new("backstop", $"逐级提级仍未办结，由{centre.Name}收回兜底办理。");

    public static Reason BackstopRuling(string grounds) => new("backstop_ruling", $"兜底转出裁定：{grounds}");

    public static Reason RuledDuty(MatterRow matter, string? basis) => new(
        "ruled_duty", $"裁定依据的事项为“{matter.Name}”（{matter.Code}）{(basis is null ? "" : $"，依据{basis}")}。");

    public static Reason DecidedByCentre(string grounds) => new("centre_decision", $"综治中心人工派单：{grounds}");

    static string Basis(DutyRow duty) => string.IsNullOrWhiteSpace(duty.Basis) ? "按职责清单，" : $"依据{duty.Basis}，";

    public static Reason NotListed(OrganisationId code) => new("not_listed", $"所指单位{code}不在现行单位清单中，不能派往。");

    public static readonly Reason MediationIsOver = new("mediation_over", "调解已终结，不再派给调解组织。");

    public static Reason Precedent(PrecedentRow precedent, OrganisationRow owner) => new(
        "precedent",
        $"依据先例（{ChinaTime.Date(precedent.RuledAt)}裁定{CaseOf(precedent, "，")}，先例号{precedent.Id}），同类诉求由{owner.Name}主办。"
        + (precedent.Secret ? "裁定理由不公开。" : $"裁定理由：{Short(precedent.Grounds)}"));

    public static string PrecedentName(PrecedentRow precedent, OrganisationRow? owner) =>
        $"{ChinaTime.Date(precedent.RuledAt)}{CaseOf(precedent, "对")}的裁定"
        + $"（归{owner?.Name ?? precedent.Organisation.Value}）。";

    // A case that complains of a unit must not become known to those who read a later case.
    static string CaseOf(PrecedentRow precedent, string before) =>
        precedent.Secret ? "" : $"{before}工单{precedent.CaseNumber}";

    public static Reason PrecedentExpired(PrecedentRow precedent) =>
        new("precedent_expired", $"该先例已于{ChinaTime.Date(precedent.ValidUntil)}到期，不再适用。");

    public static Reason PrecedentWithdrawn(PrecedentRow precedent, DateTimeOffset at) =>
        new("precedent_withdrawn", (precedent.Secret ? "该先例" : $"该先例（工单{precedent.CaseNumber}）")
            + $"已于{ChinaTime.Date(at)}撤销，不再适用。");

    public static Reason PrecedentContradicted(
        PrecedentRow precedent, DutyRow duty, OrganisationRow lead, DateTimeOffset since) => new(
        "precedent_contradicted",
        $"该先例裁定于{ChinaTime.Date(precedent.RuledAt)}，其后职责清单自{ChinaTime.Date(since)}起"
        + $"改由{lead.Name}主办{InBrackets(duty)}，以新职责为准。");

    public static Reason Rule(RuleRow rule, OrganisationRow owner) => new(
        "rule", $"按派单规则“{rule.Name}”（{rule.Code}）{InBrackets(rule.Basis)}，由{owner.Name}主办。");

    public static string RuleName(RuleRow rule) => $"派单规则“{rule.Name}”（{rule.Code}）。";

    public static Reason RuleNotInForce(RuleRow rule) => new(
        "rule_not_in_force",
        $"该规则的适用期为{rule.From?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) ?? "即日"}至"
        + $"{rule.Until?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) ?? "长期"}，今天不适用。");

    public static Reason LessSpecific(RuleRow better) =>
        new("less_specific", $"规则“{better.Name}”的条件更具体，优先适用。");

    public static Reason RulesConflict(RuleRow one, RuleRow other) => new(
        "rules_conflict",
        $"派单规则“{one.Name}”与“{other.Name}”同样具体而承办单位不同，须由综治中心人工确定，并请修改规则。");

    public static Reason Outranked(DecisionStep by) => new("outranked", by switch
    {
        DecisionStep.Precedent => "已有先例可依，不再适用。",
        DecisionStep.Rule => "派单规则优先，不再适用。",
        _ => "已按在先的依据确定，不再适用。",
    });

    public static readonly Reason LeftToCentre = new("left_to_centre", "本件须由综治中心人工确定，暂不适用。");

    public static readonly Reason NotTheMatter = new("not_the_matter", "相比之下依据较弱，未采用。");

    public static readonly Reason NotClearEnough = new("not_clear", "单凭此项不足以确定承办单位。");

    public static string Found(Candidate candidate) =>
        $"事项“{candidate.Match.Matter.Name}”"
        + (candidate.Match.Found.Count > 0 ? $"：提到“{string.Join("”“", candidate.Match.Found)}”" : "")
        + (candidate.Prediction is { } prediction ? $"：学习模型的把握为{prediction.Probability * 100:F0}%" : "") + "。";

    public static Reason Disagree(KeywordMatch words, Candidate read) => new(
        "ambiguous",
        $"关键词“{string.Join("”“", words.Found.Take(3))}”指向“{words.Matter.Name}”，学习模型判断为“{read.Match.Matter.Name}”，"
        + "承办单位不同，须由综治中心人工确定。");

    public static Reason Recused(OrganisationRow organisation) =>
        new("recused", $"{organisation.Name}是被投诉单位或其下级，应当回避。");

    public static Reason Superior(OrganisationRow superior) =>
        new("superior", $"承办单位因被投诉而回避，由其上级{superior.Name}办理。");

    public static readonly Reason CentreDecidesRecusal =
        new("recused", "承办单位因被投诉而回避，没有可承办的上级单位，须由综治中心确定承办单位。");

    public static Reason AgainstNotListed(OrganisationId against) => new(
        "against_not_listed",
        $"登记的被投诉单位“{against}”不在现行单位清单中，无法确定哪些单位应当回避，须由综治中心核实后人工确定承办单位。");

    public static Reason MayBeAgainst(OrganisationRow unit, string word) => new(
        "may_be_against",
        $"诉求内容提到{unit.Name}并有“{word}”等表述，可能是对该单位的投诉举报，登记时未选被投诉单位，须由综治中心人工确定。");

    public static Reason Exempted(ShieldExemption exemption, OrganisationRow owner) => new(
        "shield_exemption",
        $"减负例外（{exemption.Id}）：{exemption.GrantedByName}批准{owner.Name}可承办，"
        + $"至{ChinaTime.Date(exemption.Until)}止。理由：{Short(exemption.Reason)}");

    static string InBrackets(DutyRow duty) => InBrackets(duty.Basis);

    static string InBrackets(string? basis) => string.IsNullOrWhiteSpace(basis) ? "" : $"（{basis}）";

    static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
