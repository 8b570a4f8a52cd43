using Dispatch.Gateway.Domain;
using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Gateway;

public sealed class BooksTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    static ReconciliationEntry Entry(CaseId id, int secondsOld = 60) =>
        new(new("261123-0000-0001-3"), id, Now.AddSeconds(-secondsOld), null);

    [Theory]
    [InlineData(true, true, true, null)]
    [InlineData(true, false, true, "无主办单位")]
    [InlineData(true, true, false, "无在走时限")]
    [InlineData(true, false, false, "无主办单位；无在走时限")]
    [InlineData(false, true, false, "已归档但仍有派遣单")]
    [InlineData(false, false, true, "已归档但时限仍在走")]
    [InlineData(false, true, true, "已归档但仍有派遣单；已归档但时限仍在走")]
    public void A_case_must_stand_in_all_three_books_or_in_none(bool open, bool owned, bool timed, string? what)
    {
        var id = CaseId.New();
        List<ReconciliationEntry> In(bool there) => there ? [Entry(id)] : [];
        Assert.Equal(what, Books.Compare(In(open), In(owned), In(timed)).GetValueOrDefault(id)?.What);
    }

    [Fact]
    public void Only_slices_whose_count_or_digest_differs_are_looked_into()
    {
        static ReconciliationBook Book(params (string Slice, int Count, string Digest)[] slices) =>
            new(slices.Length, [.. slices.Select(s => new ReconciliationSlice(s.Slice, s.Count, s.Digest))]);
        var whole = Book(("00", 2, "7"), ("0a", 1, "5"), ("ff", 1, "9"));
        Assert.Empty(Books.Differing(whole, whole, whole));
        Assert.Equal(["0a", "ff"],
            Books.Differing(whole, Book(("00", 2, "7"), ("0a", 1, "6"), ("ff", 1, "9")),
                Book(("00", 2, "7"), ("0a", 1, "5"))));
    }

    [Fact]
    public void A_difference_counts_when_it_is_seen_twice_alike_and_is_older_than_a_step_takes()
    {
        var (lasting, gone, changed, young) = (CaseId.New(), CaseId.New(), CaseId.New(), CaseId.New());
        var first = Books.Compare([Entry(lasting), Entry(gone), Entry(changed), Entry(young, 3)], [], []);
        var second = Books.Compare([Entry(lasting), Entry(changed), Entry(young, 3)], [Entry(changed)], []);
        Assert.Equal("无主办单位；无在走时限", Assert.Single(Books.Lasting(first, second, Now)).What);
    }
}
