using System.Data;
using System.Text.Json;
using Dapper;
using Dispatch.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Kit;

/// <summary>Teaches Dapper the contracts' ids, UTC times and JSON columns, once per process.</summary>
public static class DapperTypes
{
    static readonly object Once = new();
    static bool done;

    public static void Register()
    {
        lock (Once)
        {
            if (done)
                return;
            done = true;
        }
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Guids<CaseId>();
        Guids<TicketId>();
        Guids<ReturnId>();
        Guids<FileId>();
        Guids<ClockId>();
        Guids<WarningId>();
        Guids<WhistleId>();
        Guids<OrderId>();
        Guids<RungId>();
        Guids<EventId>();
        Guids<PrecedentId>();
        Guids<ObjectionId>();
        Guids<TicketApplicationId>();
        Guids<DraftId>();
        Guids<ExemptionId>();
        Guids<SimulationId>();
        Guids<EvidenceId>();
        Codes<RuleId>();
        Codes<OneThingId>();
        Codes<OrganisationId>();
        Codes<MatterId>();
        Codes<JurisdictionId>();
        Codes<AccountId>();
        SqlMapper.AddTypeHandler(new CaseNumberHandler());
        SqlMapper.AddTypeHandler(new TimeHandler());
        SqlMapper.AddTypeHandler(new DateHandler());
        Json<IReadOnlyList<Reason>>();
    }

    /// <summary>Keeps <typeparamref name="T"/> in a jsonb column.</summary>
    public static void Json<T>() => SqlMapper.AddTypeHandler(new JsonHandler<T>());

    /// <summary>An enum as it is stored and sent: its camelCase word.</summary>
    public static string ToWireName<TEnum>(this TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    static void Guids<TId>() where TId : struct, IGuidId<TId> => SqlMapper.AddTypeHandler(new GuidHandler<TId>());

    static void Codes<TId>() where TId : struct, ICodeId<TId> => SqlMapper.AddTypeHandler(new CodeHandler<TId>());

    sealed class GuidHandler<TId> : SqlMapper.TypeHandler<TId> where TId : struct, IGuidId<TId>
    {
        public override TId Parse(object value) => TId.From((Guid)value);
        public override void SetValue(IDbDataParameter parameter, TId value) => parameter.Value = value.Value;
    }

    sealed class CodeHandler<TId> : SqlMapper.TypeHandler<TId> where TId : struct, ICodeId<TId>
    {
        public override TId Parse(object value) => TId.From((string)value);
        public override void SetValue(IDbDataParameter parameter, TId value) => parameter.Value = value.Value;
    }

    sealed class CaseNumberHandler : SqlMapper.TypeHandler<CaseNumber>
    {
        public override CaseNumber Parse(object value) => new((string)value);
        public override void SetValue(IDbDataParameter parameter, CaseNumber value) => parameter.Value = value.Value;
    }

    sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset time => time,
            _ => new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc)),
        };
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = value.ToUniversalTime();
    }

    sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) =>
            value is DateOnly date ? date : DateOnly.FromDateTime((DateTime)value);
        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;
    }

    sealed class JsonHandler<T> : SqlMapper.TypeHandler<T>
    {
        public override T Parse(object value) => JsonSerializer.Deserialize<T>((string)value, ContractJson.Options)!;
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;
            parameter.Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value, ContractJson.Options);
        }
    }
}
