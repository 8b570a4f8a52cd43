using System.Security.Cryptography;

namespace Dispatch.Tests.Service.Kit;

/// <summary>A database knows the text of each migration that it has, and holds the program to it.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    const string Applied = "Dispatch.Tests.TestService.Sql.0001_applied.sql";

    readonly Db database = Db.Fresh("test");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        await Broker.DeleteQueues("test");
    }

    sealed record Row(string Name, DateTime At, string? Checksum);

    Task<List<Row>> Rows() => database.Read<Row>("select name, at, checksum from migration order by name");

    async Task<string> Refused() =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => ServiceProcess.Start("test", database))).Message;

    async Task Start()
    {
        await using var service = await ServiceInstance.Start("test", database);
    }

    [Fact]
    public async Task Each_migration_is_applied_once_and_kept_with_its_checksum()
    {
        await Start();
        var first = await Rows();
        var text = await File.ReadAllBytesAsync(
            Repository.Path("tests", "Harness", "TestService", "Sql", "0001_applied.sql"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(text)),
            first.Single(row => row.Name == Applied).Checksum);
        Assert.All(first, row => Assert.Equal(64, row.Checksum?.Length));

        await Start();
        Assert.Equal(first, await Rows());
    }

    [Fact]
    public async Task A_database_of_before_the_checksums_gets_them_at_the_next_start_and_nothing_is_applied_again()
    {
        await Start();
        var first = await Rows();
        await database.Execute("alter table migration drop column checksum");
        await Start();
        Assert.Equal(first, await Rows());
    }

    [Fact]
    public async Task The_process_does_not_start_over_a_migration_that_was_changed_and_names_it()
    {
        await Start();
        await database.Execute("update migration set checksum = repeat('0', 64) where name = @Applied",
            new { Applied });
        var before = await Rows();
        var why = await Refused();
        Assert.Contains("ended with 1:", why, StringComparison.Ordinal);
        Assert.Contains($"after they had landed in this database: {Applied}.", why, StringComparison.Ordinal);
        Assert.Contains("a new file with the next number", why, StringComparison.Ordinal);
        Assert.Equal(before, await Rows());
    }

    [Fact]
    public async Task The_process_starts_over_a_newer_database_but_not_over_one_of_another_line()
    {
        await Start();
        await database.Execute("insert into migration (name, checksum) values ('Newer.0009_more.sql', 'x')");
        await using (var service = await ServiceInstance.Start("test", database))
            Assert.Contains("it already has Newer.0009_more.sql", service.Log, StringComparison.Ordinal);

        await database.Execute("delete from migration where name = @Applied", new { Applied });
        var why = await Refused();
        Assert.Contains("it has Newer.0009_more.sql", why, StringComparison.Ordinal);
        Assert.Contains($"lacks {Applied}", why, StringComparison.Ordinal);
    }
}
