using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>A statement that is sent together with others.</summary>
/// <param name="Args">Its parameters by name. (Dapper fills single commands only, not those of a batch.)</param>
readonly record struct Statement(string Sql, object Args)
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = [];

    public NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var property in Known.GetOrAdd(Args.GetType(), type => type.GetProperties()))
            command.Parameters.Add(new NpgsqlParameter(property.Name, property.GetValue(Args) ?? DBNull.Value));
        return command;
    }
}
