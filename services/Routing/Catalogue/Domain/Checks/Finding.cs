using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>A fault in a list, found by the checks.</summary>
/// <param name="List">The list to correct, which may be another than the one checked.</param>
/// <param name="Key">The row's key; null if the list as a whole is at fault.</param>
/// <param name="Name">The row's name, if it has one.</param>
/// <param name="Field">The JSON field at fault, if a single one is.</param>
/// <param name="Code">A stable code, such as <c>unknown_reference</c>.</param>
/// <param name="Chinese">What is wrong, without a full stop; so is <paramref name="English"/>.</param>
/// <param name="Row">The row's index in the list that was checked, from 0; -1 if it is not in that list.</param>
public sealed record Finding(
    string List, string? Key, string? Name, string? Field, string Code, string Chinese, string English,
    [property: JsonIgnore] int Row = -1)
{
    /// <summary>What to do about it, in Chinese.</summary>
    public string Remedy => Code switch
    {
        "duplicate_code" => "请合并或删除其中一行",
        "unknown_reference" => "请核对代码（以0开头的代码须按文本填写），或先在相应清单中添加",
        "level_wrong" => "请核对层级和上级",
        "code_not_below_parent" => "请核对区划代码和上级代码",
        "cycle" => "请改正上级，使其不成环",
        "outline_invalid" => "请以WKT格式填写闭合且不自交的面（POLYGON或MULTIPOLYGON，先经度后纬度）",
        "no_centre" => "请在单位清单中添加综治中心",
        "leaf_incomplete" => "请补填该栏",
        "keyword_length" or "alias_length" => "请改短或删除",
        "foreign_code_shape" => "请写成“编码表:代码”，如“GB/T 39666:010203”",
        "not_a_leaf" => "请改填第三级的具体事项",
        "lead_twice" => "请只留一个主办，其余改为协办",
        "lead_missing" => "请在权责清单中为该事项填写主办单位，或写明各区划的主办单位",
        "shield" => "请改由更高层级的单位承办",
        "rule_conflict" => "请把其中一条的条件写得更具体、错开日期，或统一主办单位",
        "days_wrong" => "请使结束不早于起始",
        "days_overlap" => "请错开时间",
        "nothing_matches" => "请至少填写一个事项或一个关键词",
        "does_not_reach" => "请改填管辖该地的单位，或把适用区划改到该单位的辖区内",
        "lead_assists" => "请从配合单位中删去牵头单位",
        "named_twice" => "请只保留一个",
        "name_twice" => "请改名，或合并为一行",
        "place_missing" or "absence_incomplete" => "请补填该栏",
        "place_not_needed" => "请清空该栏",
        "deputy_is_holder" => "请改填另一人的账号，或留空",
        "open_tickets" => "请待其办结，或由综治中心改派后再删除",
        _ => "请改正后重新提交",
    };

    /// <summary>The refusal of a whole list for this fault; names the row from 1 and the field.</summary>
    /// <param name="list">The list that was sent.</param>
    public Refusal ToRefusal(string list) => Row < 0 || list != List
        ? new(RefusalKind.Invalid, Code, $"{Chinese}。", $"{English}.", "items")
        : new(
            RefusalKind.Invalid, Code, $"第{Row + 1}行{Chinese}，{Remedy}。",
            $"Row {Row + 1}: {English}; correct it and send again.",
            Field is null ? $"items[{Row}]" : $"items[{Row}].{Field}");
}
