using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Benchmarks;

/// <summary>Databases and parameters for what is measured without the services.</summary>
static class Scratch
{
    /// <summary>The statements of a folder of migrations, in order.</summary>
    public static IEnumerable<string> Of(string folder) => Repository.Files("*.sql", folder).Select(Repository.Read);

    public static async Task Create(Db database, IReadOnlyList<string> sql)
    {
        await using (var server = new NpgsqlConnection(Servers.Postgres + ";Database=postgres;Pooling=false"))
        {
            await server.OpenAsync();
            await using var create = new NpgsqlCommand($"create database \"{database.Name}\"", server);
            await create.ExecuteNonQueryAsync();
        }
        foreach (var one in sql)
            await database.Execute(one);
    }

    public static NpgsqlDataSource Source(Db database) => Source(database.Name);

    public static NpgsqlDataSource Source(string database) => new NpgsqlDataSourceBuilder(
        Servers.Postgres + ";Database=" + database + ";Max Auto Prepare=50;Auto Prepare Min Usages=2").Build();

    public static void Uuids(this NpgsqlParameterCollection to, IEnumerable<Guid> values) =>
        to.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });

    public static void Texts(this NpgsqlParameterCollection to, IEnumerable<string?> values) =>
        to.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });

    public static void Bytes(this NpgsqlParameterCollection to, IEnumerable<byte[]> values) =>
        to.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });

    public static void Times(this NpgsqlParameterCollection to, IEnumerable<DateTimeOffset> values) =>
        to.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
}
