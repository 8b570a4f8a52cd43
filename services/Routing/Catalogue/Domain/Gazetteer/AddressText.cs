using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Normalises the text of an address, and judges a name by the characters around it.</summary>
public static partial class AddressText
{
    /// <summary>In characters; what follows is usually a story, not an address.</summary>
    const int MaxLength = 100;

    /// <summary>Characters that may precede a name without making it another name: 老汽车站, 上东河, 原南关巷.</summary>
    const string Before = "老新上下原旧在的住于到从是小大内城本我位镇乡县市区道村们个这了";

    // Words that end like the name of a jurisdiction but are none.
    static readonly string[] CommonNouns =
    [
        "农村", "小区", "校区", "园区", "景区", "社区", "古镇", "城镇", "村镇", "乡镇", "下乡", "老乡", "超市", "菜市", "夜市",
        "早市", "门市", "集市", "行政村", "自然村", "中心村", "城中村", "安置区", "工业区", "生活区", "家属区",
    ];

    // Common nouns when they stand alone, but part of a name after other characters: 樊城区, 石景山区, 少城街道.
    [GeneratedRegex("^([我你他们家住在的是到从]*)([全本我该家老新县主镇各]?(村|镇|乡|县|市)|[老新县主]?(城区|街区|街道)|片区|辖区|地区|山区|矿区|厂区"
        + "|库区|灌区|林区|牧区|新区|老区|城市|(经济|高新|县)?开发区)$")]
    private static partial Regex CommonNounAlone();

    /// <summary>Names of places that are also ordinary words.</summary>
    static readonly string[] OrdinaryWords =
        ["路口", "村口", "门口", "街口", "桥头", "河边", "中心", "新区", "小区", "社区", "市场", "广场", "车站"];

    /// <summary>Words that introduce an address in a sentence.</summary>
    static readonly string[] Introductions = ["反映", "家住", "地址", "地点", "事发地", "关于", "来自", "坐落", "座落", "投诉", "举报", "我是"];

    [GeneratedRegex("^((甘肃|四川|云南|陕西|湖南)省?|(河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|广东|海南|贵州|青海)省"
        + "|[\u4e00-\u9fff]{2,4}自治区(?!域))")]
    private static partial Regex Province();

    [GeneratedRegex("^(对面|对过|附近|旁边|旁|边上|隔壁|斜对面|周边|往|至|到)")]
    private static partial Regex NotThere();

    // What may follow a complete name: a number, a detail of the address, or the rest of the sentence.
    [GeneratedRegex("^([0-9一二三四五六七八九十第]|[社组队号院巷口路街门旁边附对往至到原里内的南东西北后前背上下中主地公小民村农学卫镇区家住"
        + "有因这没还被把要不和与])")]
    private static partial Regex AfterName();

    [GeneratedRegex("^(社(?!区)|组|队)")]
    private static partial Regex PartOfVillage();

    [GeneratedRegex("(?<=[0-9一二三四五六七八九十])村民小组")]
    private static partial Regex VillagerGroup();

    [GeneratedRegex("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")]
    private static partial Regex BlankBetweenHan();

    /// <summary>
    /// Normalises an address to half-width, simplified, upper-case characters: removes white space, turns each run of
    /// punctuation into one blank, drops a leading province, and cuts off after 100 characters.
    /// </summary>
    public static string Plainly(string address)
    {
        var kept = new StringBuilder(address.Length);
        foreach (var written in address.Trim())
        {
            var c = written is >= '\uff01' and <= '\uff5e' ? (char)(written - 0xfee0) : Traditional.Simply(written);
            if (char.IsLetterOrDigit(c))
                kept.Append(char.ToUpperInvariant(c));
            else if (kept.Length > 0 && kept[^1] != ' ' && !char.IsWhiteSpace(c))
                kept.Append(' ');
            if (kept.Length == MaxLength)
                break;
        }
        return VillagerGroup().Replace(Province().Replace(kept.ToString().Trim(), ""), "组");
    }

    /// <summary>True if the place is only near the name: 状元城小区对面 may lie in the next village.</summary>
    public static bool OnlyNear(string text, NameMatch name) => NotThere().IsMatch(text.AsSpan(name.To));

    /// <summary>
    /// The text without blanks between Chinese characters, since punctuation may split a name; null if it has no blank.
    /// </summary>
    public static string? Squeezed(string text) =>
        text.Contains(' ', StringComparison.Ordinal) ? BlankBetweenHan().Replace(text, "") : null;

    /// <summary>True if the name is that of a part of a village: 西坡 in 夏阳村西坡社 is not the village 西坡.</summary>
    public static bool IsPart(string text, NameMatch name) =>
        name.From > 0 && (name.Name.Form != NameForm.Full || name.Variant != SpellingVariant.None
            || name.Name.Meant.All(m => !m.IsDivision)) && PartOfVillage().IsMatch(text.AsSpan(name.To));

    /// <summary>True if a short name is a word of its own here rather than part of another word.</summary>
    /// <param name="others">All matches in the text.</param>
    public static bool StandsAlone(string text, NameMatch name, IReadOnlyList<NameMatch> others) =>
        Begins(text, name, others) && (name.From == 0 || !Array.Exists(OrdinaryWords, w => w == name.Name.Text)
            || others.Any(o => o.Variant == SpellingVariant.None && o.To == name.From && IsTownship(o)))
        && (name.To == text.Length || !IsHan(text[name.To]) || AfterName().IsMatch(text.AsSpan(name.To))
            || others.Any(o => o.Variant == SpellingVariant.None
                && (o.From == name.To || (o.To == name.From && IsTownship(o))))
            || others.Any(o => o.From == name.To && o.Variant != SpellingVariant.Distinct && LiesIn(o, name)));

    /// <summary>True if the name is complete: no unknown characters follow that may make it a longer name.</summary>
    public static bool Ends(string text, NameMatch name, IReadOnlyList<NameMatch> others) =>
        name.To == text.Length || !IsHan(text[name.To]) || AfterName().IsMatch(text.AsSpan(name.To))
        || others.Any(o => o.Variant == SpellingVariant.None && o.From == name.To);

    /// <summary>True if characters follow, perhaps after a blank, that no detail of an address begins with.</summary>
    public static bool LeadsOn(string text, NameMatch name)
    {
        var next = text.AsSpan(name.To).TrimStart(' ');
        return next.Length > 0 && IsHan(next[0]) && !AfterName().IsMatch(next);
    }

    // 两河 before a name that sounds like one of its villages is the township 两河.
    static bool LiesIn(NameMatch village, NameMatch township) => township.Name.Meant.Any(t =>
        t.Level == Level.Township && village.Name.Meant.Any(m => m.Code != t.Code
            && JurisdictionTree.Nested(m.Code, t.Code)
            && m.Level > t.Level));

    /// <summary>
    /// True if the name begins here: no unknown characters precede it that may make it another name, as in 王小坪村, which
    /// is not 小坪村.
    /// </summary>
    public static bool Begins(string text, NameMatch name, IReadOnlyList<NameMatch> others) =>
        name.From == 0 || !IsHan(text[name.From - 1]) || Before.Contains(text[name.From - 1])
        || text[name.From - 1] == text[name.From]
        || (name.From > 1 && text[name.From - 1] == text[name.From - 2] && others.Any(o => o.To == name.From - 1))
        || Array.Exists(Introductions, l => text.AsSpan(0, name.From).EndsWith(l))
        || others.Any(o => o.To == name.From && (o.Variant == SpellingVariant.None
            || (o.Variant != SpellingVariant.Distinct && IsTownship(o)
            && (o.Variant == SpellingVariant.Swapped || Sounds.Alike(text[o.To - 1], o.Name.Text[^1])))))
        || others.Any(o => o.Variant == SpellingVariant.None && o.From < name.From && name.From < o.To);

    static bool IsTownship(NameMatch name) => name.Name.Meant.Any(m => m.Level == Level.Township);

    /// <summary>
    /// A part of the text that looks like the name of a jurisdiction but is not listed, such as 城关镇 in a county that
    /// has none; null if there is no such part.
    /// </summary>
    /// <param name="upTo">Looks only before this position.</param>
    /// <param name="read">The names that have been recognised.</param>
    public static string? Unknown(string text, int upTo, IReadOnlyList<NameMatch> read)
    {
        var start = 0;
        for (var at = 0; at <= upTo; at++)
        {
            var within = at < upTo && IsHan(text[at]) && !read.Any(r => r.From <= at && at < r.To);
            if (within)
                continue;
            if (at - start >= 2 && JurisdictionEnding().IsMatch(text.AsSpan(start, at - start))
                && !CommonNounAlone().IsMatch(text.AsSpan(start, at - start))
                && !(at - start < 3 && read.Any(r => r.To == start))
                && !Array.Exists(CommonNouns, p => text.AsSpan(start, at - start).EndsWith(p)))
                return text[start..at];
            start = at + 1;
            if (at < upTo && read.Where(r => r.From <= at && at < r.To).Select(r => r.To).DefaultIfEmpty().Max() is > 0
                and var end && end > at)
                (start, at) = (end, end - 1);
        }
        return null;
    }

    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff';

    [GeneratedRegex("(镇|乡|街道|县|市|区|村|社区)$")]
    private static partial Regex JurisdictionEnding();
}
