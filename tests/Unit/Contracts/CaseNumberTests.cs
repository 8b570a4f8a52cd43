using System.Globalization;

namespace Dispatch.Tests.Unit.Contracts;

public sealed class CaseNumberTests
{
    static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero);

    static string Digits(CaseNumber number) => number.Value.Replace("-", "", StringComparison.Ordinal);

    static IEnumerable<string> Some(int count) =>
        Enumerable.Range(0, count).Select(_ => Digits(CaseNumber.New(Morning)));

    [Fact]
    public void It_begins_with_the_day_of_registration_in_China() =>
        Assert.StartsWith(
            "261123-", CaseNumber.New(new(2026, 11, 22, 16, 0, 0, TimeSpan.Zero)).Value, StringComparison.Ordinal);

    [Fact]
    public void It_is_grouped_as_it_is_read_aloud() =>
        Assert.Matches("^[0-9]{6}-[0-9]{4}-[0-9]{4}-[0-9]$", CaseNumber.New(Morning).Value);

    [Fact]
    public void Every_number_made_is_read_back_with_and_without_dashes()
    {
        foreach (var _ in Enumerable.Range(0, 100_000))
        {
            var number = CaseNumber.New(Morning);
            Assert.True(CaseNumber.TryParse(number.Value, null, out var grouped) && grouped == number);
            Assert.True(CaseNumber.TryParse(Digits(number), null, out var bare) && bare == number);
        }
    }

    [Fact]
    public void Every_single_wrong_digit_is_refused()
    {
        foreach (var digits in Some(300))
        {
            for (var place = 0; place < digits.Length; place++)
            {
                foreach (var wrong in "0123456789".Where(d => d != digits[place]))
                    Assert.False(CaseNumber.TryParse(digits[..place] + wrong + digits[(place + 1)..], null, out _));
            }
        }
    }

    [Fact]
    public void Every_swap_of_two_different_neighbours_is_refused()
    {
        foreach (var digits in Some(3_000))
        {
            for (var place = 0; place + 1 < digits.Length; place++)
            {
                if (digits[place] != digits[place + 1])
                    Assert.False(CaseNumber.TryParse(
                        digits[..place] + digits[place + 1] + digits[place] + digits[(place + 2)..], null, out _));
            }
        }
    }

    [Theory]
    [InlineData("{0} ")]
    [InlineData(" {0}")]
    [InlineData("-{0}-")]
    public void Spaces_and_dashes_anywhere_are_ignored(string form)
    {
        var number = CaseNumber.New(Morning);
        Assert.True(
            CaseNumber.TryParse(
            string.Format(CultureInfo.InvariantCulture, form, number.Value.Replace('-', ' ')), null, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("261122")]
    [InlineData("261122-4839-2715-6-6")]
    [InlineData("26112a-4839-2715-6")]
    [InlineData("２６１１２２４８３９２７１５６")]
    [InlineData("                                                                      ")]
    public void What_is_no_number_is_refused(string? text) => Assert.False(CaseNumber.TryParse(text, null, out _));

    [Fact]
    public void Two_numbers_of_one_day_have_nothing_but_the_day_in_common() =>
        Assert.True(Some(2_000).Distinct(StringComparer.Ordinal).Count() > 1_990);
}
