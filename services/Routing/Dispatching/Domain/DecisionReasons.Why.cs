using System.Globalization;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>What is said of each thing that was weighed, and why it lost.</summary>
public static partial class DecisionReasons
{
    public static Reason NotListed(OrganisationId code) => new("not_listed", $"所指单位{code}不在现行单位清单中，不能派往。");

    public static readonly Reason MediationIsOver = new("mediation_over", "调解已终结，不再派给调解组织。");

    public static Reason Precedent(PrecedentRow precedent, OrganisationRow owner) => new(
        "precedent",
        $"依据先例（{ChinaTime.Date(precedent.RuledAt)}裁定{Of(precedent, "，")}，先例号{precedent.Id}），同类诉求由{owner.Name}主办。"
        + (precedent.Secret ? "裁定理由不公开。" : $"裁定理由：{Short(precedent.Grounds)}"));

    public static string PrecedentName(PrecedentRow precedent, OrganisationRow? owner) =>
        $"{ChinaTime.Date(precedent.RuledAt)}{Of(precedent, "对")}的裁定（归{owner?.Name ?? precedent.Organisation.Value}）。";

    // A case that complains of a unit is not named to whoever reads the next one.
    static string Of(PrecedentRow precedent, string before) =>
        precedent.Secret ? "" : $"{before}工单{precedent.CaseNumber}";

    public static Reason PrecedentExpired(PrecedentRow precedent) =>
        new("precedent_expired", $"该先例已于{ChinaTime.Date(precedent.ValidUntil)}到期，不再适用。");

    public static Reason PrecedentWithdrawn(PrecedentRow precedent, DateTimeOffset at) =>
        new("precedent_withdrawn", $"该先例{(precedent.Secret ? "" : $"（工单{precedent.CaseNumber}）")}已于{ChinaTime.Date(at)}撤销，不再适用。");

    public static Reason PrecedentContradicted(
        PrecedentRow precedent, DutyRow duty, OrganisationRow lead, DateTimeOffset since) => new(
        "precedent_contradicted",
        $"该先例裁定于{ChinaTime.Date(precedent.RuledAt)}，其后职责清单自{ChinaTime.Date(since)}起改由{lead.Name}主办{Because(duty)}，以新职责为准。");

    public static Reason Rule(RuleRow rule, OrganisationRow owner) => new(
        "rule", $"按派单规则“{rule.Name}”（{rule.Code}）{Because(rule.Basis)}，由{owner.Name}主办。");

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
        + (candidate.Learned is { } prediction ? $"：学习模型的把握为{prediction.Probability * 100:F0}%" : "") + "。";

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

    public static Reason Exempted(ShieldExemption under, OrganisationRow owner) => new(
        "shield_override",
        $"减负例外（{under.Id}）：{under.GrantedByName}批准{owner.Name}可承办，至{ChinaTime.Date(under.Until)}止。理由：{Short(under.Reason)}");

    static string Because(DutyRow duty) => Because(duty.Basis);

    static string Because(string? basis) => string.IsNullOrWhiteSpace(basis) ? "" : $"（{basis}）";

    static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
