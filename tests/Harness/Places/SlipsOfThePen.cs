namespace Dispatch.Tests.Harness.Places;

/// <summary>What goes wrong when a name is typed in haste or from hearing.</summary>
/// <remarks>The table is the tests' own: it shares nothing with the gazetteer's spelling variants.</remarks>
static class SlipsOfThePen
{
    static readonly string[] Confused =
    [
        "湾弯万", "沟勾狗", "塬源原", "坪平苹", "岔叉差", "堡保宝", "庄装妆", "寨债塞", "坡泼波", "梁良粮", "河合和", "川穿串", "山三删",
        "家加佳", "村存春", "镇阵振", "社射设", "区曲去", "张章彰", "李里理", "王旺汪", "刘流留", "陈程成", "杨羊扬", "赵照兆", "周州舟",
        "吴无武", "徐许旭", "孙损笋", "朱珠猪", "马码妈", "高告搞", "林临邻", "郭国果", "何荷贺", "罗萝落", "宋送颂", "谢写泄", "韩汉寒",
        "冯逢缝", "邓灯等", "曹草操", "彭棚碰", "曾增赠", "萧小肖", "田甜填", "董懂洞", "袁圆远", "潘盘攀", "蒋讲奖", "蔡菜才", "余鱼于",
        "叶夜业", "程城承", "苏速酥", "魏位卫", "吕旅绿", "丁钉定", "任人仁", "沈审神", "姚要遥", "卢路炉", "姜江将", "钟中终", "谭谈坛",
        "陆路录", "石时实", "金今斤", "东冬懂", "西希吸", "南男难", "北被背", "中钟忠", "新心欣", "老佬姥", "大达打", "小晓笑", "上尚商",
        "下夏吓", "红洪宏", "黄皇荒", "白百摆", "黑嘿", "青清轻", "龙笼隆", "凤风丰", "泉全权", "井景警", "水税睡", "石十食", "桥乔翘",
        "口扣寇", "头投偷", "咀嘴阻", "岘现县", "崖牙芽", "窑腰摇", "滩摊贪", "峡侠霞", "店电殿", "铺普谱", "集级极", "门们闷", "花华画",
        "会汇惠", "师狮诗", "宁柠凝", "城诚程", "广光逛", "场厂常", "路鹿录", "街接阶", "学雪血", "医衣依", "院愿员", "园圆原", "小晓孝",
        "状壮撞", "元圆园", "文闻纹", "昌常唱", "圣胜盛", "地弟第", "桃逃淘", "兴星幸", "福富复", "安按暗", "平瓶评", "太泰态", "明名鸣",
        "光广逛", "明铭名", "阳羊洋", "锦紧仅", "绣秀锈", "翠脆萃", "湖胡虎", "滨宾彬", "江讲将", "源园原", "书输叔", "香乡箱", "桂贵柜",
        "市是示", "场长厂", "广关", "帅师", "土士", "末未", "己已", "日目", "干千", "夭天", "甲由", "人入", "大太", "木本", "问间",
    ];

    const string Random = "的一是了我不在人们有来他这上着个地到大里说就去子得也和那要下看天时过出小么起你都把好还多没为又可家学只以主会样年想生";

    /// <returns>The name with one slip in it, and which kind of slip.</returns>
    public static (string, string) In(Chance random, string name)
    {
        switch (random.Below(10))
        {
            case 0:
                return (Swap(name, random.Below(name.Length - 1)), "swapped");
            case 1:
                var dropped = random.Below(name.Length - 1);
                return (name.Remove(dropped, 1), "dropped");
            case 2:
                var doubled = random.Below(name.Length);
                return (name.Insert(doubled, name[doubled].ToString()), "doubled");
            case 3:
                var at = random.Below(name.Length - 1);
                return (name[..at] + random.Any(Random.ToCharArray()) + name[(at + 1)..], "random");
            default:
                // A character that is taken for another by its sound or its looks.
                var places = Enumerable.Range(0, name.Length)
                    .Where(i => Array.Exists(Confused, c => c.Contains(name[i]))).ToList();
                if (places.Count == 0)
                    return (Swap(name, 0), "swapped");
                var place = random.Any(places);
                var others = Confused.Where(c => c.Contains(name[place])).SelectMany(c => c)
                    .Where(c => c != name[place]).Distinct().ToArray();
                return (name[..place] + random.Any(others) + name[(place + 1)..], "confused");
        }
    }

    static string Swap(string name, int at) =>
        name[..at] + name[at + 1] + name[at] + name[(at + 2)..];
}
