using System.Text.Json;
using System.Text.RegularExpressions;
using Dispatch.Escalation.Ladder.Domain;
using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Tests.Unit.Escalation.Ladder;

/// <summary>The policy of the ladder as the migration seeds it, and a county with its people.</summary>
static partial class Ladders
{
    public static readonly LadderPolicy InForce = Seeded();

    public static readonly DateOnly Today = new(2026, 9, 28);

    public static readonly OrganisationId Centre = new("centre"), TownCentre = new("town.centre"),
        CityCentre = new("city.centre"), Water = new("water"), Town = new("town"), Village = new("village");

    public static readonly JurisdictionId City = new("6204"), County = new("620422"), Township = new("620422100"),
        Hamlet = new("620422100001");

    /// <summary>With the accounts that <paramref name="there"/> lets be.</summary>
    public static KnownFunctions Known(Func<KnownAccount, bool>? there = null) => new(
        [
            new(ResponsibleFunction.DutyLeader, Water, null, new("water.second"), null, null, null, null, null, "分工"),
        ],
        [
            new(CityCentre, "市综治中心", OrganisationKind.Centre, City, null),
            new(Centre, "综治中心", OrganisationKind.Centre, County, CityCentre),
            new(TownCentre, "镇综治中心", OrganisationKind.Centre, Township, Centre),
            new(Water, "水务局", OrganisationKind.Department, County, Centre),
            new(Town, "会师镇", OrganisationKind.Township, Township, Centre),
            new(Village, "南关村", OrganisationKind.Village, Hamlet, Town),
        ],
        new KnownAccount[]
        {
            new(new("city"), "市综治中心主任", Roles.Director, CityCentre, City, false),
            new(new("director"), "综治中心主任", Roles.Director, Centre, County, false),
            new(new("leader"), "包乡县领导", Roles.Leader, Centre, County, false),
            new(new("water.head"), "水务局局长", Roles.Head, Water, County, false),
            new(new("water.second"), "水务局分管", Roles.Head, Water, County, false),
            new(new("water.handler"), "水务局经办", Roles.Handler, Water, County, false),
        }.Where(there ?? (_ => true)));

    [GeneratedRegex(@"values \(1, '2020-01-01',\s*'(?<rungs>.*?)',\s*'(?<lifts>.*?)',", RegexOptions.Singleline)]
    private static partial Regex Seed();

    static LadderPolicy Seeded()
    {
        var seed = Seed().Match(Repository.Read("services/Escalation/Sql/0013_ladder.sql"));
        return new(
            1, null, new(2020, 1, 1),
            JsonSerializer.Deserialize<List<RungRule>>(seed.Groups["rungs"].Value, ContractJson.Options)!,
            JsonSerializer.Deserialize<List<LiftRule>>(seed.Groups["lifts"].Value, ContractJson.Options)!, "规则");
    }
}
