using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Npgsql;

namespace Dispatch.Tests.Service.Kit;

/// <summary>Every event that is published is kept as a fact, with its change or not at all, and for ever.</summary>
public sealed class FactTests(KitFixture kit) : IClassFixture<KitFixture>
{
    // One service for all: each test has a case of its own.
    readonly Guid @case = Guid.CreateVersion7();

    ServiceInstance Service => kit.Service;

    sealed record Fact(
        Guid EventId, string Name, DateTimeOffset OccurredAt, string Aggregate, int Version, string CaseNumber,
        string Account, string Organisation, string Event, string Partition);

    async Task<HttpStatusCode> Publish(
        int count, DateTimeOffset? occurredAt = null, bool refuse = false, string type = nameof(CaseArchived))
    {
        using var client = Service.Client(Roles.Admin);
        using var answer = await client.PostAsJsonAsync(
            "/publish", new { @case, first = 1, count, type, occurredAt, refuse });
        return answer.StatusCode;
    }

    Task<List<Fact>> Facts() => Service.Database.Read<Fact>("""
        select event_id, name, occurred_at, aggregate, version, case_number, account, organisation,
            event::text as event, tableoid::regclass::text as partition
        from fact where case_id = @case order by version
        """, new { @case });

    static string Month(DateTimeOffset at) =>
        at.ToOffset(ChinaTime.Offset).ToString("'fact_'yyyy_MM", CultureInfo.InvariantCulture);

    static DateTimeOffset Old(int month, int day, int hour = 0) => new(2019, month, day, hour, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_event_is_kept_as_it_was_told_in_the_partition_of_its_month()
    {
        await using var heard = await Broker.Listen(typeof(CaseArchived));
        Assert.Equal(HttpStatusCode.NoContent, await Publish(3));
        var third = await heard.Next<CaseArchived>(e => e.Head.Version == 3, evidence: () => Service.Log);

        var facts = await Facts();
        Assert.Equal([1, 2, 3], facts.Select(f => f.Version));
        var fact = facts[2];
        Assert.Equal(
            (third.Head.Id.Value, nameof(CaseArchived), "case/" + third.Head.CaseNumber, third.Head.CaseNumber.Value),
            (fact.EventId, fact.Name, fact.Aggregate, fact.CaseNumber));
        Assert.Equal(
            (third.Head.By.Account.Value, third.Head.By.Organisation!.Value.Value), (fact.Account, fact.Organisation));
        Assert.Equal(third.Head, System.Text.Json.JsonSerializer.Deserialize<CaseArchived>(
            fact.Event, ContractJson.Options)!.Head);
        Assert.Equal(Month(fact.OccurredAt), fact.Partition);
    }

    [Fact]
    public async Task A_refused_change_leaves_no_fact_behind()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Publish(3, refuse: true));
        Assert.Empty(await Facts());
    }

    [Theory]
    [InlineData("update fact set version = 99")]
    [InlineData("delete from fact")]
    [InlineData("truncate fact")]
    [InlineData("delete from {0}")]
    public async Task A_fact_is_neither_changed_nor_deleted(string how)
    {
        Assert.Equal(HttpStatusCode.NoContent, await Publish(1));
        var fact = Assert.Single(await Facts());
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Service.Database.Execute(
            how.Replace("{0}", fact.Partition, StringComparison.Ordinal)));
        Assert.Equal("55000", refused.SqlState);
        Assert.Equal(fact, Assert.Single(await Facts()));
    }

    [Fact]
    public async Task A_fact_of_an_old_month_lands_too_and_is_found_with_the_others()
    {
        Assert.Equal(HttpStatusCode.NoContent, await Publish(1, Old(3, 1)));
        var fact = Assert.Single(await Facts());
        Assert.Equal(("fact_default", 2019), (fact.Partition, fact.OccurredAt.Year));
    }

    [Fact]
    public async Task The_next_months_have_their_partitions_beforehand_and_making_them_again_changes_nothing()
    {
        var months = Enumerable.Range(0, 4)
            .Select(n => Month(DateTimeOffset.UtcNow.ToOffset(ChinaTime.Offset).AddMonths(n))).ToList();
        const string partitions = """
            select inhrelid::regclass::text from pg_inherits where inhparent = 'fact'::regclass
            """;
        var before = await Service.Database.Read<string>(partitions);
        Assert.Superset(months.Append("fact_default").ToHashSet(), before.ToHashSet());

        // A month that already has facts in the default partition keeps them there.
        Assert.Equal(HttpStatusCode.NoContent, await Publish(1, Old(3, 1)));
        await Service.Database.Execute("select make_fact_partitions(now()), make_fact_partition('2019-03-01')");
        Assert.Equal(before.Order(), (await Service.Database.Read<string>(partitions)).Order());
        // The borders are midnight in China.
        await Service.Database.Execute("select make_fact_partition('2019-05-20')");
        Assert.Equal(HttpStatusCode.NoContent, await Publish(1, Old(4, 30, 16)));
        Assert.Contains("fact_2019_05", (await Facts()).Select(f => f.Partition));

        // The current month takes what comes at the least cost; a month that is over is found by what happened.
        await Service.Database.Execute("select index_closed_fact_months(now()), index_closed_fact_months(now())");
        var byName = await Service.Database.Read<string>("""
            select tablename from pg_indexes where tablename like 'fact%' and indexdef like '%(name, occurred_at)'
            """);
        Assert.Equal(["fact_2019_05", "fact_default"], byName.Order());
    }

    [Fact]
    public async Task The_same_event_cannot_be_kept_twice()
    {
        Assert.Equal(HttpStatusCode.NoContent, await Publish(1));
        var doubled = await Assert.ThrowsAsync<PostgresException>(() => Service.Database.Execute(
            "insert into fact select * from fact where case_id = @case", new { @case }));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, doubled.SqlState);
    }
}
