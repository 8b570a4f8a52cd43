namespace Dispatch.Tests.Unit.Contracts;

public sealed class ScrubbingTests
{
    [Theory]
    [InlineData("请回电13912345678，谢谢", "请回电[电话]，谢谢")]
    [InlineData("请回电139 1234 5678。", "请回电[电话]。")]
    [InlineData("请回电139-1234-5678。", "请回电[电话]。")]
    [InlineData("请回电139—1234—5678。", "请回电[电话]。")]
    [InlineData("请回电139.1234.5678。", "请回电[电话]。")]
    [InlineData("请回电1 3 9 1 2 3 4 5 6 7 8。", "请回电[电话]。")]
    [InlineData("手机（139）12345678联系", "手机（[电话]联系")]
    [InlineData("身份证620422.19900101.1234", "身份证[身份证号]")]
    [InlineData("手机+86 13912345678", "手机[电话]")]
    [InlineData("手机１３９１２３４５６７８", "手机[电话]")]
    [InlineData("座机0943-3221234联系", "座机[电话]联系")]
    [InlineData("座机(0943)3221234联系", "座机[电话]联系")]
    [InlineData("座机3221234联系", "座机[电话]联系")]
    [InlineData("身份证620422198001011234", "身份证[身份证号]")]
    [InlineData("身份证62042219800101123X本人", "身份证[身份证号]本人")]
    [InlineData("卡号6222 0212 3456 7890 123", "卡号[银行卡号]")]
    [InlineData("卡号6222021234567890123", "卡号[银行卡号]")]
    public void Numbers_that_tell_who_somebody_is_are_taken_out(string text, string scrubbed) =>
        Assert.Equal(scrubbed, Scrubbing.Scrub(text));

    [Theory]
    [InlineData("工单261122-4839-2715-6一直没有回复")]
    [InlineData("欠我们工资1250000元")]
    [InlineData("2026年11月22日晚上10点30分停水")]
    [InlineData("会师镇东关社区3号楼2单元501室")]
    [InlineData("")]
    public void Amounts_dates_addresses_and_case_numbers_stay(string text) => Assert.Equal(text, Scrubbing.Scrub(text));
}
