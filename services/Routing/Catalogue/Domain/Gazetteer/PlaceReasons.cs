namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>The reasons why a place was found, doubted or not found, in the words of an official.</summary>
public static class PlaceReasons
{
    public static Reason Named(Weighed name, Meant meant, string where)
    {
        var (written, proper) = (name.Written, meant.Proper);
        if (name.At.Variant != SpellingVariant.None)
            return new("place_slip", $"地址中的“{written}”疑为“{name.At.Name.Text}”（{SpellingVariants.Say(name.At.Variant)}），"
                + (meant.IsDivision ? $"即{where}。" : $"位于{where}。"));
        if (!meant.IsDivision)
            return written == proper ? new("place_named", $"地名库中“{proper}”位于{where}。")
                : new("place_alias", $"地址中的“{written}”即“{proper}”，位于{where}。");
        return name.At.Name.Form == NameForm.Full ? new("place_named", $"地址写明“{written}”，即{where}。")
            : new("place_alias", $"地址中的“{written}”是{where}的简称或别名。");
    }

    public static Reason Around(IEnumerable<Weighed> names) =>
        new("place_around", $"地址所写的“{string.Join("”“", names.Select(n => n.Written).Distinct())}”与此相符。");

    public static Reason Against(Weighed name, string where) =>
        new("place_conflict", $"但地址中的“{name.Written}”在{where}，与此不符，请核实。");

    public static Reason Several(string written, IEnumerable<string> where) => new(
        "place_several", $"“{written}”可指{string.Join("、", where.Take(4))}，须问清是哪一处。");

    public static Reason Unknown(string part) =>
        new("place_unknown_part", $"地址中的“{part}”不在本辖区清单和地名库中，请核实。");

    public static Reason Weak(string written) =>
        new("place_weak", $"“{written}”只是相近的字样，不足以确定地点。");

    public static Reason Grid(string name) => new("place_grid", $"地址写明“{name}”。");

    public static Reason Inside(string where) => new("coordinates_inside", $"坐标落在{where}界内。");

    public static Reason InsideToo(string where) => new("coordinates_agree", $"坐标也落在{where}界内，与地址相符。");

    public static Reason Elsewhere(string where) =>
        new("coordinates_conflict", $"但坐标落在{where}，与地址不符，请核实。");

    public static Reason TextElsewhere(string where) =>
        new("coordinates_conflict", $"但地址文字指向{where}，与坐标不符，请核实。");

    public static Reason ByAddress(PlaceCandidate decided) => new(
        "place_by_address",
        $"按登记的{(decided.Reasons.Any(IsPosition) ? "位置" : "地址")}，事发地为{decided.Name}："
            + string.Concat(decided.Reasons.Select(r => r.Text)));

    public static Reason ByCentre(string where) => new("place_by_centre", $"经综治中心核实，事发地为{where}。");

    static bool IsPosition(Reason reason) => reason.Code.StartsWith("coordinates", StringComparison.Ordinal);

    public static Reason Ask(IEnumerable<string> candidates) => new(
        "place_candidates", $"登记的地址可能指{string.Join("、", candidates.Take(3))}，"
            + "不能确定是哪一处，请核实。");

    public static Reason Outside =>
        new("coordinates_outside", "坐标不在本辖区任何界线之内，请核实坐标。");

    public static Reason OnBorder(IEnumerable<string> places) =>
        new("coordinates_on_border", $"坐标正在{string.Join("与", places)}的界线上，请核实属哪一方。");

    public static Reason Beside => new("coordinates_beside", "坐标距其界线不足二百米，也可能在其界内。");

    public static Reason Turned(string where) =>
        new("coordinates_turned", $"坐标的经度与纬度可能填反：对调后落在{where}界内，请核实。");
}
