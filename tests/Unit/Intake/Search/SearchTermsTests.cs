using Dispatch.Intake.Search.Domain;

namespace Dispatch.Tests.Unit.Intake.Search;

public sealed class SearchTermsTests
{
    [Fact]
    public void Neighbouring_characters_are_words_and_latin_words_and_numbers_count_whole() =>
        Assert.Equal(["abc12", "东关", "停水", "关停"], SearchTerms.Of("东关停水 ABC12，东关").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("停水", "'停水'")]
    [InlineData("停", "'停':*")]
    [InlineData("，。！", null)]
    [InlineData("' & | ! ( ) :*", null)]
    public void A_search_asks_for_every_word_and_never_for_operators(string sought, string? query) =>
        Assert.Equal(query, SearchTerms.Query(sought));

    [Fact]
    public void A_search_of_several_words_asks_for_all_of_them() =>
        Assert.Equal(["'东关'", "'停水'"], SearchTerms.Query("东关 停水")!.Split(" & ").Order(StringComparer.Ordinal));

    [Fact]
    public void Likeness_is_one_for_the_same_text_and_nothing_for_strangers()
    {
        var one = SearchTerms.Of("会师镇东关社区连续三天停水");
        Assert.Equal(1, SearchTerms.Likeness(one, SearchTerms.Of("会师镇东关社区连续三天停水")));
        Assert.Equal(0, SearchTerms.Likeness(one, SearchTerms.Of("拖欠农民工工资")));
        Assert.InRange(SearchTerms.Likeness(one, SearchTerms.Of("东关社区停水三天了")), 0.25, 0.9);
        Assert.Equal(0, SearchTerms.Likeness(one, SearchTerms.Of("")));
    }
}
