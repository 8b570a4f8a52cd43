namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Tells which characters people confuse by sound or by shape when they write a name.</summary>
/// <remarks>
/// The readings are from Unicode's Unihan database, without tones, for the characters found in place names. The groups
/// of similar shapes are our own.
/// </remarks>
public static class Sounds
{
    // Initials and finals that speakers in the south and north-west do not distinguish.
    static readonly (string One, string Other)[] Merged = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"),
        ("eng", "en"), ("ing", "in"), ("n", "l"), ("f", "h"), ("ong", "eng"), ("v", "u")];

    // Groups of characters that look alike.
    static readonly string[] Shapes =
    [
        "土士", "日曰", "己已巳", "末未", "大太犬", "王玉主壬", "厍库", "帅师", "岘砚", "塬源", "们门",
        "坪评", "堡煲", "岔忿", "崖涯", "咀嘴", "圆园", "沟构钩", "梁粱", "湾弯塆", "庄压", "洼凹娃", "窑窖", "川州", "寨塞赛",
        "店占", "铺辅浦捕", "祠词", "旮旯", "侯候", "郭廓", "冯马", "范笵", "藏臧", "刘浏", "乌鸟", "白百", "人入八", "千干于", "午牛",
        "扬杨场", "坊访仿", "圩圬", "坝坎垻", "峰锋蜂", "枫风", "柏伯怕", "松讼", "柳抑", "桥侨轿", "榆愉", "桐铜", "檀擅", "梧悟",
        "清请情晴", "江红", "河何可", "湖糊", "溪奚", "泉皇", "浦捕", "渡度", "洪供", "温湿", "港巷", "潭谭", "塘糖", "坡波披", "城诚成",
        "陈阵", "阳阴", "院完", "险脸", "张长", "李季", "吴昊", "田由甲申", "石右", "米来", "水永", "木本术", "天夫夭", "上土下",
        "东车", "西四", "南面", "北比", "中申", "新析", "家冢", "明朋", "兴尖", "胜腾", "利刊和", "建健", "设没", "合台", "六大",
        "三兰王", "双又叉", "高亮商", "龙尤", "凤风", "马鸟乌", "羊丰", "牛午", "虎虚", "茶荼", "荣莱", "关美", "光先", "会公", "古占",
        "元无", "平苹", "文支", "方万", "友反发", "安按", "官宫", "宝室", "富宽", "寺专", "岭领", "岩若", "岗冈刚", "铁铣", "银很",
        "镇慎", "郡群", "郭敦", "邓郑", "部陪", "春舂", "夏复", "秋愁", "冬终", "旮旭", "旯旭", "庙届", "库厍", "厂广", "店居"];

    static readonly Dictionary<char, int[]> Readings = Read();

    /// <summary>True if the characters are the same, look alike or sound alike.</summary>
    public static bool Alike(char one, char other) =>
        one == other || Array.Exists(Shapes, s => s.Contains(one) && s.Contains(other)) || SoundAlike(one, other);

    /// <summary>True if the characters are the same or share a reading.</summary>
    public static bool SoundAlike(char one, char other)
    {
        var others = Of(other);
        return one == other || Array.Exists(Of(one), r => Array.IndexOf(others, r) >= 0);
    }

    /// <summary>
    /// A number for each reading of a character, the same for readings that many speakers do not distinguish; empty for
    /// an unknown character.
    /// </summary>
    public static int[] Of(char character) => Readings.GetValueOrDefault(character) ?? [];

    static string MergeSounds(string reading)
    {
        foreach (var (one, other) in Merged)
        {
            if (one.Length > 1 && one[0] is 'a' or 'e' or 'i' or 'o' or 'v')
            {
                if (reading.EndsWith(one, StringComparison.Ordinal))
                    reading = reading[..^one.Length] + other;
            }
            else if (reading.StartsWith(one, StringComparison.Ordinal))
                reading = other + reading[one.Length..];
        }
        return reading;
    }

    static Dictionary<char, int[]> Read()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var readings = new Dictionary<char, List<int>>();
        foreach (var group in Table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var reading = string.Concat(group.TakeWhile(char.IsAsciiLetter));
            var merged = MergeSounds(reading);
            if (!numbers.TryGetValue(merged, out var number))
                numbers[merged] = number = numbers.Count + 1;
            foreach (var character in group.AsSpan(reading.Length))
            {
                if (!readings.TryGetValue(character, out var list))
                    readings[character] = list = [];
                if (!list.Contains(number))
                    list.Add(number);
            }
        }
        return readings.ToDictionary(r => r.Key, r => r.Value.ToArray());
    }

    // Each group is a reading, followed by the characters that have it.
    const string Table = """
    a呵啊阿 ai呆哀哎唉埃挨爱瑷癌皑矮碍艾蔼隘 an俺厂垵安岸广庵按暗案氨胺鞍 ang昂盎肮 ao傲凹嚣坳垇奥岙懊拗敖澳熬翱袄鳌 ba八叭吧坝岜巴扒把拔捌朳灞爸疤笆罢耙芭跋霸靶 bai伯佰拜摆柏白百稗败
    ban伴办半坂扮扳拌搬斑昄板版班瓣绊般颁 bang傍塝帮梆棒榜浜磅绑膀蚌谤邦镑 bao保刨剥包堡宝报抱暴枹瀑炮爆胞苞薄褒豹趵雹饱鲍 bei倍北卑备孛悲惫杯椑焙狈碑碚背臂被贝辈钡陂 ben倴坌夯奔本栟笨苯贲 beng崩泵甭绷蚌蹦迸
    bi壁币庇弊弼彼必敝比毕毖毙泌濞璧痹碧秘笔篦臂蓖蔽贲辟逼避鄙闭陛鼻 bian便卞变扁汴砭编贬辨辩辫边遍鞭 biao俵彪杓标脿膘蔈表 bie别咇憋瘪鳖 bin宾彬摈斌滨濒豳 bing丙兵冰屏并柄栟炳病秉邴饼
    bo亳伯僰剥勃博卜孛帛拨搏播柏泊波渤玻箔脖膊般舶菠薄趵钵钹铂驳魄 bu不卜哺埔埗埠堡布怖捕步簿补部 ca拆擦礤 cai彩才材猜睬菜蔡裁财踩采 can参惨惭掺残灿蚕餐 cang仓沧舱苍藏 cao操曹槽漕糙草 ce侧册厕测策
    cen参岑涔 ceng层曾蹭 cha刹叉喳垞察岔嵖差插搽杈查槎汊碴茬茶诧 chai差拆柴豺钗 chan产单巉掺搀瀍禅缠蝉蟾谗铲镡阐颤馋 chang倘倡偿厂唱场尝常敞昌猖畅肠苌菖裳长阊 chao剿吵嘲巢抄晁朝潮炒绰超钞
    che坼尺彻扯掣撤澈车 chen宸尘忱晨橙沈沉称臣衬谌趁辰郴陈 cheng丞乘呈城埕塍惩成承撑枨橙澄盛秤称程诚逞铛骋 chi侈匙叱吃坻尺弛持敕斥池炽痴翅耻赤迟驰齿 chong充冲埫宠崇涌种舂虫重 chou丑仇愁抽畴瞅稠筹绸臭踌酬
    chu储出初厨处搐杵楚楮橱滁畜矗础褚触躇锄除雏 chuai揣 chuan串传喘川椽穿船 chuang创幢床疮窗闯 chui吹垂捶椎炊锤陲 chun唇春椿淳纯莼蠢醇 chuo戳绰 ci伺兹刺差慈次此瓷疵磁祠茈茨词赐辞雌鴜鹚
    cong丛从匆囱枞淙聪葱 cou凑 cu促卒徂簇粗趣醋 cuan攒窜篡蹿 cui催崔摧淬瘁粹翠脆萃衰 cun存寸村蹲邨 cuo厝嵯挫措搓撮磋酂错 da垯塔大打搭瘩笪答褡达 dai代傣呆埭大岱带待怠戴歹殆袋贷逮黛
    dan丹但单弹惮担掸旦氮淡澹石耽胆蛋诞郸 dang党凼垱宕当挡档砀筜荡铛 dao倒刀到导岛悼捣盗祷稻蹈道 de地底得德的 dei得 deng凳嶝澄灯登瞪磴等蹬邓 di低地坻堤嫡帝底弟抵提敌棣氐涤滴狄的砥笛第缔翟荻蒂迪递邸
    dian佃典垫奠店惦掂殿淀滇点电甸碘靛颠 diao凋刁叼吊掉汈碉窎窵调钓雕鸟 die叠垤爹牒碟蝶谍跌迭 ding丁叮定町盯订钉锭顶鼎 diu丢 dong东侗冬冻动垌峒恫懂栋洞硐董 dou兜抖斗痘窦读豆逗都陡
    du堵妒度杜毒渎渡犊独督睹笃肚读赌都镀顿 duan塅断段短端缎锻 dui兑堆对敦队 dun吨囤墩敦沌盾蹲遁钝顿 duo剁哆垛堕多夺度惰掇朵舵跺躲铎驮 e俄厄哦娥峨恶扼莪蛾讹遏鄂锷阿额饿鹅鹗 en恩 er二儿咡尓尔洱珥而耳贰饵
    fa乏伐发垡法珐筏罚阀 fan凡反帆梵樊氾泛烦犯畈番矾繁翻范藩贩返钒饭 fang仿坊妨房放方枋纺肪舫芳访防 fei匪吠啡妃废沸淝翡肥肺菲蜚诽费非飞 fen份分吩坟奋忿愤氛汾焚粉粪纷芬酚 feng丰俸冯凤奉封峰枫沣烽疯缝葑蜂讽逢锋风
    fo佛 fou否 fu付伏佛俘俯傅凫副咐复夫妇孚孵富市幅府弗扶抚拂敷斧服枹桴氟洑浮涪滏父甫福符缚罘肤脯腐腑腹芙袱覆讣负赋赴辅辐釜阜阝附馥 ga呷咖嘎噶夹尕旮胳轧 gai垓改概溉盖芥荄该钙陔 gan乾干感敢杆柑橄泔淦澉玕甘秆竿筸肝赣赶
    gang冈刚堽岗扛杠港筻纲缸罡肛钢 gao告搞杲皋稿篙糕羔膏郜镐高髙 ge个仡割各合咯哥圪屹戈搁格歌疙盖胳葛蛤铬阁隔革鸽 gei给 gen根跟 geng埂庚更梗浭羹耕耿赓颈 gong供公共功宫工巩弓恭拱攻汞珙红蚣贡躬龚
    gou勾句垢够岣构枸沟狗缑耈苟购钩 gu估古咕固堌姑孤崮故沽牯箍股菇蛊谷贾辜雇顾骨鹄鼓 gua刮剐卦坬寡括挂瓜褂 guai乖怪拐 guan关冠官惯棺灌琯管纶罐莞观贯馆 guang光广洸逛
    gui傀刽圭归柜桂桧炔瑰癸硅规诡贵跪轨邽闺鬼龟 gun棍滚辊 guo国崞果涡虢裹过郭锅 ha哈虾蛤 hai亥咳孩害氦浬海还骇骸 han函含喊垾寒悍憨憾捍撼旱汉汗浛涵瀚焊罕翰蚶邗邯酣阚韩 hang吭夯巷杭航行
    hao号嚎壕好昊毫浩濠皓耗蒿豪貉郝镐 he何合吓呵和喝核河涸盒禾荷菏褐诃貉贺赫阂鹤 hei嘿黑 hen很恨狠痕 heng亨哼恒横行衡 hng哼 hong哄宏弘泓洪烘红虹轰鸿 hou侯候厚后吼喉垕堠猴鮜
    hu乎互呼和唬囫壶岵弧忽戏户扈护斛核沪浒湖狐琥瑚祜笏糊胡葫虎蝴鹄 hua划化华哗桦滑猾画花话豁铧骅 huai划坏徊怀槐淮 huan唤宦幻患换桓欢洹浣涣澴焕环痪缓豢还郇 huang凰幌恍惶慌晃湟潢煌璜皇磺篁簧荒蝗蟥谎隍黄
    hui会卉回堕廻徊徽恢悔惠慧挥晖晦桧毁汇洄浍溃灰烩珲秽绘茴蛔讳诲贿辉 hun婚昏浑混珲荤魂 huo伙和惑或活漷火祸获豁货霍
    ji伎其冀几击剂即及吉圾基奇妓姬嫉季寂寄嵇己忌急悸技挤既暨期机极棘汲洎济漈激玑畸疾矶祭积稷稽箕籍系级纪给继绩缉肌脊芨蓟藉计讥记辑迹际集霁革饥骥髻鸡麂齐 jia价佳假加嘉夹嫁家戛挟架枷珈甲稼茄荚葭贾迦钾颊驾
    jian件俭健兼减剑剪坚奸尖建拣捡枧柬检槛歼浅涧渐湔溅煎监硷碱笕笺简箭缄肩舰艰茧荐见谏贱践鉴键间饯 jiang僵匠奖姜将弶强桨江洚浆疆绛蒋虹讲酱降 jiao交侥剿叫嚼娇峤搅教校椒浇湫滘漖焦狡皎矫礁窖绞缴胶脚茭蕉蛟觉角轿较郊酵铰饺骄
    jie介价借劫姐家届戒截捷接揭杰桔楷洁界疥皆睫碣秸竭结节芥藉街解诫阶颉 jin仅今劲尽巾斤晋津浸烬禁筋紧襟谨近进金锦靳 jing井京兢净劲境径惊敬旌景晶汫泾痉睛竞竟粳精经茎荆菁警迳镜靖静颈鲸 jiong坷炯窘
    jiu久九厩咎就揪救旧灸玖疚究纠臼舅酒韭鸠鹫 ju且举俱具剧句咀局居巨惧拒拘据枸柜桔沮泃炬狙琚疽瞿矩聚苴莒菊距踞车钜锯雎鞠驹 juan倦卷圈娟捐涓眷绢隽鹃 jue倔决嚼抉掘撅攫桷爵绝脚蕨觉角诀 jun俊军君均峻浚竣筠菌郡钧隽骏龟
    ka卡咖咯喀 kai凯开慨揩楷 kan刊勘坎堪嵌槛看砍阚龛 kang亢康慷扛抗炕糠 kao拷栲烤考靠 ke克刻可呵咳坷壳客岢柯棵渴牁磕科窠苛课轲颗 ken啃垦恳肯 keng吭坑 kong孔崆恐控空 kou口叩寇扣抠
    ku哭圐库枯窟苦裤酷 kua垮夸挎胯跨 kuai会侩哙块快浍筷 kuan宽款 kuang况匡夼旷框狂眶矿筐 kui亏傀夔奎岿愧溃盔窥葵隗馈魁 kun困坤悃捆昆 kuo廓扩括适阔 la啦喇垃拉旯砬腊落蓝蜡辣 lai崃徕来涞濑莱赉赖
    lan兰婪岚懒拦揽栏榄滥澜烂篮缆蓝览谰阑 lang埌崀廊朗榔浪狼琅郎 lao佬劳姥崂捞栳涝潦烙牢络老落酪醪 le乐了勒簕肋 lei儡勒垒嫘擂泪磊类累肋蕾镭雷 leng冷堎塄愣棱楞
    li丽例俐俚傈利力励历厉厘吏哩李栎栗梨沥浬溧漓澧犁狸理璃痢砾礼离立笠篱粒荔莉蠡郦醴里隶骊鲤黎 lia俩 lian帘廉怜恋敛浰涟潋濂炼琏磏练联脸莲裢连链镰 liang两亮俩凉晾梁粮粱良谅辆量 liao了僚寥寮廖撂撩料潦燎疗聊蓼辽镣
    lie列劣埒烈猎裂 lin临凛吝拎林淋琳磷蔺赁邻霖鳞麟 ling令伶凌另岭棱灵玲瓴羚翎舲菱酃铃陵零领龄 liu六刘柳榴流浏溜琉留瘤硐硫碌陆馏 lo咯 long咙垄垅弄拢泷漋珑砻窿竜笼篢聋陇隆龙 lou剅娄嵝搂楼漏篓蒌陋露
    lu六卢卤垆庐录戮掳泸渌漉潞瀂炉甪碌禄绿胪芦菉蓼虏赂路逯陆露颅鲁鷺鸬鹭鹿麓 luan乱卵孪峦挛栾滦鸾 lun仑伦囵抡沦纶论轮 luo倮椤泺洛漯烙珞箩络罗萝落螺裸逻锣雒骆骡 lv侣吕屡履律旅氯滤率绿缕菉虑铝闾驴 lve圙掠略
    ma么吗嘛妈抹摩玛码蔴蚂蟆马骂麻 mai买卖埋脉迈麦 man埋慢曼满漫瞒蔓蛮谩馒 mang忙氓漭牤盲芒茫莽蟒邙 mao冒卯峁帽毛泖牦猫矛茂茅茆貌贸鄚铆锚 me么末 mei妹媒媚寐嵋昧枚梅每没湄煤玫眉糜美袂谜酶镁霉 men们门闷
    meng勐孟梦檬氓濛猛盟萌蒙锰 mi咪密幂弥汨泌洣眯秘米糜蜜觅谜迷醚靡 mian免冕勉娩棉沔眠绵缅面 miao妙庙描渺瞄秒苗藐 mie咩灭篾蔑 min岷悯抿敏民珉皿闵闽 ming名命明洺盟茗螟铭鸣 miu谬
    mo万冒嘿墨寞抹摩摸摹无末模没沫漠獏磨秣脉膜莫蘑谟陌魔默 mou某牟谋 mu亩仫募墓姆姥幕慕拇暮木模母沐牟牡牧目睦穆莫 na南呐哪娜拿捺纳那钠 nai乃哪奈奶氖耐那 nan南楠男难 nang囊曩 nao垴恼挠淖瑙硇脑闹
    ne呐呢哪讷那 nei内馁 nen嫩 neng能 ni你倪匿呢坭妮尼拟泥溺腻逆霓 nian埝年廿念拈捻撵碾粘蔫辇辗鲇 niang娘酿 niao尿溺鸟 nie啮孽捏涅聂镊镍 nin您 ning凝咛宁拧柠泞狞 niu扭拗牛纽钮
    nong农弄浓脓 nu努奴怒 nuan暖 nuo娜懦挪糯诺 nv女 nve疟虐 o哦 ou偶区呕欧殴沤瓯藕鸥 pa啪帕怕扒派爬琶耙趴 pai徘拍排派湃牌迫 pan判叛扳攀泮潘畔番盘盼磐磻胖般蟠 pang乓庞旁磅耪胖膀
    pao刨咆抛泡炮砲袍跑 pei佩呸培沛胚裴赔配陪 pen喷湓盆 peng彭抨捧朋棚榜澎烹砰硼碰篷膨蓬鹏 pi丕伾僻劈匹否啤坏坯屁批披椑毗淠琵疲痞皮砒脾譬辟邳郫陂霹 pian便偏扁片篇骗 piao朴漂瓢票缥飘 pie撇瞥
    pin品拼聘贫频 ping乒冯凭坪屏平瓶苹萍评 po坡婆朴桲泊泺泼珀皤破粕繁迫鄱陂颇魄 pou剖 pu仆圃埔堡扑普暴曝朴浦濮瀑脯莆菩葡蒲谱铺
    qi七乞企其凄启器圻奇契妻屺岂岐崎弃戚旗期杞柒栖棋欺歧气汽沏泣淇漆琦畦砌碁碛碶磜祁祇祈祺稽綦绮缉耆脐蕲讫起迄郪骑麒齐 qia卡恰掐洽 qian乾仟前千堑墘嵌扦欠歉浅潜牵磏签纤茜谦谴迁遣钎钤钱钳铅阡黔 qiang呛墙将强抢枪羌腔蔷
    qiao乔侨俏壳峤峭巧悄撬敲桥樵橇瞧硗窍翘荍荞蕉谯锹雀鞘 qie且切怯癿砌窃茄郄 qin亲侵勤寝擒沁溱琴禽秦芹覃钦 qing亲倾勍卿庆情擎晴氢氰清箐苘请轻青顷 qiong琼穷穹邛 qiu丘仇囚求泅湫球秋萩虬裘邱酋龟
    qu区去取娶屈岖戌曲朐渠瞿蛆衢趋趣躯驱龋 quan全券劝圈拳权棬泉犬痊荃醛颧 que却榷炔瘸确礐缺阙雀鹊 qun群裙 ran冉染然燃蚺 rang嚷壤攘瀼瓤穰让 rao扰绕饶 re惹热若 ren人仁任刃壬妊忍稔纫认韧 reng仍扔
    ri日 rong冗容戎榕溶熔绒茸荣蓉融 rou揉柔肉 ru乳儒入如孺汝濡茹蠕褥辱 ruan软阮 rui汭瑞蕊锐 run润闰 ruo弱箬若 sa卅撒洒萨 sai塞思腮赛鳃 san三伞叁散 sang丧嗓桑颡 sao嫂扫搔梢骚
    se塞涩瑟色 sen森 seng僧 sha傻刹厦啥杀杉沙煞砂纱莎 shai晒筛色 shan删剡单善山扇掸掺擅杉栅汕煽珊禅缮膳苫衫赡鄯闪陕 shang上伤商垧墒尚晌汤裳赏 shao勺召哨少捎杓梢潲烧稍筲绍芍邵鞘韶
    she佘厍奢射慑折摄歙涉滠畲社舌舍蛇设赊赦輋 shei谁 shen什伸参呻娠婶审慎椹沈深渗燊甚申砷神绅肾莘身鲹 sheng乘剩升圣声嵊牲生甥盛省绳胜
    shi世事什仕似使侍势匙十史嗜嘘噬士失始实室尸屎峙市师式恃拭拾施时是柿殖氏浉湿狮矢石示莳虱蚀视誓识试诗适逝释食饰驶 shou兽受售守寿手授收熟瘦首 shu书俞叔墅孰属庶恕戍抒数暑曙术束枢树梳殊沭淑漱熟疏竖署舒蔬薯蜀赎输述黍鼠
    shua刷耍 shuai帅摔率甩衰 shuan拴栓 shuang双泷爽霜 shui水睡税说谁 shun吮瞬舜顺 shuo数朔烁硕说 si丝伺似厕司嗣嘶四寺已巳思撕斯死汜泗澌私肆虒蛳食饲驷鸶 song宋崧嵩怂松淞耸讼诵送颂
    sou嗽搜擞艘薮 su俗僳塑宿溯粟素缩肃苏诉速酥 suan算蒜酸 sui尿岁濉睢碎祟穗绥虽遂隋随隧髓 sun孙损笋 suo唆娑所梭琐索缩莎蓑锁 ta他塌塔她它拓挞漯獭踏蹋 tai台太态抬汰泰胎苔邰酞
    tan叹坍坛坦弹探摊昙榃檀毯滩潭澹炭痰瘫碳袒覃谈谭贪郯镡 tang倘唐嘡堂塘搪棠汤淌烫糖膛趟躺鄌 tao套掏桃洮涛淘滔绦萄讨逃陶韬 te特 teng滕疼腾藤誊 ti体剃剔啼嚏屉惕提替梯涕踢蹄锑题 tian佃填天恬添甜田畋腆舔
    tiao挑条眺调跳迢 tie帖贴铁 ting亭停厅听庭廷挺汀烃町艇 tong佟侗同垌峒彤恫捅桐桶潼烔痛瞳童筒统通酮铜鲖 tou偷头投透 tu兔凸吐图土屠徒涂秃突途 tuan团湍疃 tui推腿蜕褪退颓 tun吞囤屯臀褪
    tuo佗唾坨妥托拓拖椭沱砣脱陀驮驼魄鮀鸵 wa佤凹哇娃娲挖洼瓦畖窊蛙袜 wai外崴歪 wan万丸娩婉完宛弯惋挽晚湾烷玩畹皖碗腕莞蔓豌顽 wang亡妄往忘旺望枉汪王网芒辋
    wei为伟伪位卫危味唯喂围圩委威尉尾崴嵬巍帏微惟慰未桅沩洈洧涠渭潍畏磑纬维胃苇萎蔚薇谓违遗隗韦魏 wen吻文汶温瘟稳紊纹蚊问闻 weng嗡瓮翁 wo倭卧我挝握斡沃涡涴渥窝蜗
    wu乌五仵伍侮兀务勿午吴吾呜坞屋巫恶悟戊捂於无晤梧武毋污浯物舞芜诬误邬郚钨雾鹉 xi习吸喜嘻夕奚媳嬉希席息悉惜戏昔晰析栖檄歙汐洒洗淅溪烯熄熙牺犀矽硒稀系细羲腊膝茜螅袭西铣锡隙 xia下侠匣厦吓呷唬夏峡暇狭瑕瞎硖虾辖遐霞
    xian仙先冼县咸嫌宪岘崄弦掀显洗涎献现硍纤线羡腺舷蚬衔见贤铣锨闲限险陷馅鲜 xiang乡享像厢向响巷庠想橡湘相祥箱翔芗襄详象镶降项香 xiao削哮啸嚣孝宵小效晓校消淆潇硝笑筱肖萧逍销霄
    xie些写协卸叶契屑懈挟携斜械楔榭歇泄泻洩澥胁薤蝎蟹血解谐谢邪鞋颉 xin信寻心忻新昕欣芯莘薪衅辛鑫锌镡馨 xing兴刑型姓幸形性惺星杏猩省硎腥荥行邢醒陉 xiong兄凶匈汹熊胸雄 xiu休修嗅宿朽秀绣羞臭袖锈
    xu叙吁嘘圩墟婿序徐恤戌旭旴浒畜盱絮绪续胥蓄虚许酗需须 xuan券喧宣悬旋漩玄癣眩绚萱轩选 xue削学峃穴薛血踅雪靴 xun勋寻巡巺巽循旬殉汛洵浔浚熏荤薰训讯询迅逊郇驯鲟 ya丫亚压呀哑垭岈崖押桠涯牙琊芽蚜衙讶轧迓雅鸦鸭
    yan严兖剡厌咽唁堰墕奄宴岩延彦掩晏殷沿淹滟演漹炎烟焉焰燕盐眼研砚筵胭艳芫蜒衍言谚鄢铅闫阉阎雁颜验 yang仰佯养垟央扬旸杨样殃氧洋漾炀疡痒秧羊阳鸯 yao么侥咬夭妖姚尧崾幺摇瑶疟窈窑约耀腰舀药要谣遥邀钥陶鹞
    ye业也冶叶咽噎堨夜拽掖曳椰液爷耶腋邪邺野页 yi一义乙亦亿仡以仪伊依倚医圯壹夷奕姨宜尾屹峄已异弋彝役忆怡意抑挹揖易椅殪毅沂溢漪猗疑疫益矣移绎翌翼肄胰臆舣艺艾薏蚁蛇蛾衣裔议译诣谊迤逸遗邑铱颐食驿
    yin印吟因圻姻寅尹引殷洇淫烟茵荫鄞银阴隐音饮 ying哩婴应影映樱潆瀛盈硬缨英荥荧莹莺萤营蓥蝇赢迎郢颍颖鹦鹰 yo哟育 yong佣勇咏埇庸恿拥永泳涌用甬痈臃蛹踊镛雍 you优佑又友右尤幼幽忧悠攸有油游犹由祐诱邮酉釉铀
    yu与予于余俞吁喻圉域妪娱宇寓尉屿峪嵛庾御愈愉愚於昱榆欲毓浴淤淯渔渝熨狱玉盂禹粥羽育腴臾舁舆芋萸蔚虞裕誉语谷豫迂逾遇郁钰隅雨雩预馀驭鱼 yuan元冤原员园圆垣垸塬怨愿援沅涴渊源猿缘芫苑袁辕远院鸳 yue乐岳悦曰月栎粤约说越跃钥阅
    yun云允匀员孕晕涢熨筠筼耘芸蕴运郓郧酝陨韵 za匝咋咱扎杂砸 zai仔再哉在宰栽灾载 zan咱攒昝暂赞酂 zang牂脏臧葬蔵藏赃 zao凿噪早枣澡灶燥璪皂糟藻蚤躁造遭 ze侧则咋择泽笮箦责 zei贼 zen怎 zeng增憎曾综罾赠
    zha乍咋喳奓扎札柞查栅榨渣炸眨砟蜡诈轧铡闸鲊 zhai侧债宅寨择摘斋砦祭窄翟 zhan占展崭战斩栈毡沾湛盏瞻站粘绽蘸詹辗颤 zhang丈仗嶂帐张彰掌杖樟涨漳獐璋瘴章胀账鄣长障 zhao兆召嘲找招昭朝沼照爪着罩肇诏赵钊
    zhe哲折柘浙着禇者著蔗蛰赭辙这遮锗鹧 zhei这 zhen侦圳帧振斟枕桢椹榛溱珍甄甽畛疹真砧祯箴臻诊贞轸针镇阵震 zheng丁争帧征怔拯挣政整正狰症睁蒸证郑
    zhi之侄值制只吱址峙帜志执指挚掷支旨智枝枳植止殖氏汁沚治滍滞炙痔直知祇祉秩稚窒纸织置职肢脂至致芝芷蜘识质趾轵陟雉 zhong中仲众冢塚忠盅种终肿衷重钟 zhou周咒宙州帚昼洲皱粥肘舟诌轴骤
    zhu主住侏助嘱属拄术朱柱株注洙渚烛煮猪珠瞩祝竹竺筑翥茱著蛀蛛褚诛诸贮逐邾铸驻 zhua抓挝爪 zhuai拽转 zhuan专传撰沌砖篆赚转颛 zhuang壮妆幢庄撞桩状装 zhui坠椎缀赘追锥 zhun准屯谆
    zhuo卓啄拙捉斫桌浊浞涿濯灼琢着缴茁著酌 zi仔兹吱咨姿子字孜梓淄渍滋滓籽紫自茈资 zong宗总枞棕纵综踪骔鬃 zou奏揍走邹陬 zu俎卒族祖租组诅足阻 zuan纂赚钻 zui咀嘴堆最罪醉 zun尊遵
    zuo佐作做凿坐岞左座撮昨柞琢笮胙
    """;
}
