using System.Text.Json;
using Npgsql;

namespace Dispatch.Benchmarks.Bare;

/// <summary>One statement, one round trip, one transaction.</summary>
static class BareSql
{
    /// <summary>What every event has.</summary>
    public sealed record Any(EventHead Head);

    public static byte[] Body<T>(T what) => JsonSerializer.SerializeToUtf8Bytes(what, ContractJson.Options);

    public static async Task Run(NpgsqlDataSource source, string sql, Action<NpgsqlParameterCollection> fill)
    {
        await using var command = source.CreateCommand(sql);
        fill(command.Parameters);
        await command.ExecuteNonQueryAsync();
    }
}
