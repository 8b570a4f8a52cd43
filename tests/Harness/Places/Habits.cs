namespace Dispatch.Tests.Harness.Places;

/// <summary>
/// How people write an address around the names in it: in sentences, with marks, in other characters, with
/// other endings.
/// </summary>
static class Habits
{
    static readonly string[] Before =
        ["我是", "我家住在", "家住", "反映", "您好，我是", "地址：", "事发地：", "地点在", "位于", "在", "市民来电反映"];

    static readonly string[] After =
    [
        "的村民", "有人焚烧秸秆", "路灯不亮", "水管爆裂，已经三天没人修", "的低保问题", "道路坑洼不平", "，垃圾没人清运", "这边停电了",
        "，邻居家养狗扰民", "，自来水发黄", "因宅基地与邻居发生纠纷",
    ];

    /// <summary>Names of parts of a village that no list holds.</summary>
    static readonly string[] Hamlets =
        ["上湾", "阳坡", "大湾", "前庄", "后庄", "王家咀", "李家沟", "张家坪", "老庄", "新院", "石坡", "水泉", "柳树湾", "堡子", "西坡"];

    // Traditional characters of the commonest words in addresses, each after its simplified form.
    const string Traditional = "县縣镇鎮乡鄉区區会會师師头頭寨寨门門张張陈陳杨楊刘劉马馬韩韓汉漢党黨场場关關东東龙龍凤鳳桥橋树樹"
        + "庙廟岘峴涧澗湾灣滩灘沟溝坝壩岭嶺峡峽庄莊堡堡宁寧号號楼樓单單员員委委对對边邊后後学學医醫广廣华華兴興万萬双雙义義乐樂"
        + "云雲银銀铁鐵铺鋪长長阳陽阴陰队隊组組里裏罗羅苏蘇邓鄧冯馮郑鄭吴吳赵趙谢謝肃肅甘甘贺賀";

    public static string Part(Chance random) => random.Any(Hamlets) + random.Any(["社", "组"]);

    /// <summary>A place that nobody lists, in a township that is listed.</summary>
    public static string Unlisted(Chance random) =>
        random.Any(["钱", "孙", "秦", "尤", "许", "吕", "施", "孔", "严", "华", "魏", "陶", "戚", "邹", "喻"]) + "家"
            + random.Any(["湾", "沟", "坪", "梁", "坡", "山", "岔", "河"]) + random.Any(["社", "组", "村", ""]);

    /// <summary>A county that is not this one.</summary>
    public static string Elsewhere(Chance random) =>
        random.Any(["兰州市城关区", "襄阳市樊城区", "湖北省保康县", "宁县", "陕西省西安市雁塔区", "魏县", "丹东市凤城市", "昭通市鲁甸县"]);

    /// <summary>The same text written in another way, and which; mostly as it is.</summary>
    public static (string Text, string? How) Written(Chance random, string text) => random.Below(20) switch
    {
        0 or 1 => (random.Any(Before) + text + random.Any(After), "sentence"),
        2 => (text.Insert(random.Below(text.Length), " "), "blank"),
        3 => (string.Concat(text.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xfee0) : c)), "full width"),
        4 => (string.Concat(text.Select(ToTraditional)), "traditional"),
        _ => (text, null),
    };

    /// <summary>What is written between the parts of an address.</summary>
    public static string Separator(Chance random) =>
        random.Of(85) ? "" : random.Any([" ", " ", "，", ",", "-", "/"]);

    /// <summary>The ending that is written after a village's name, and of which kind it is.</summary>
    public static (string Ending, string How) Ending(Chance random, bool community) => random.Below(8) switch
    {
        0 => (community ? "居委会" : "村委会", "committee"),
        1 => (community ? "社区居民委员会" : "村民委员会", "committee in full"),
        2 => (community ? "社区服务中心" : "村部", "seat"),
        3 => (community ? "社区" : "行政村", "usual"),
        4 when random.Of(50) => (community ? "村" : "社区", "other kind"),
        _ => (community ? "社区" : "村", "usual"),
    };

    static char ToTraditional(char sign)
    {
        for (var i = 0; i < Traditional.Length; i += 2)
        {
            if (Traditional[i] == sign)
                return Traditional[i + 1];
        }
        return sign;
    }
}
