using System.Text.Json;
using Dispatch.Kit;

namespace Dispatch.Tests.Service.Kit;

/// <summary>
/// The rule of who may see a case is written twice, as a condition for the database and as a function. For every role
/// and every kind of case both must answer the same.
/// </summary>
public sealed class CaseVisibilityTests
{
    /// <param name="Recused">Null: it is not known who must stand back.</param>
    sealed record Row(int Id, string Jurisdiction, string Organisation, string RegisteredBy, string[]? Recused);

    static readonly CaseVisibility Rule = new()
    {
        Jurisdiction = "c.jurisdiction",
        InHands = "c.organisation = @Organisation",
        Recused = "(@Organisation = any(coalesce(c.recused, '{}')))",
        RecusalUnknown = "(c.recused is null)",
        RegisteredBy = "c.registered_by",
    };

    static readonly string[] Places = ["620422", "620422100", "620422100001", "620423", "62042"];
    static readonly string[] Units = ["620422-water", "620422-urban", "620422100-gov"];
    static readonly string[]?[] Recusals = [null, [], [Units[0]], [Units[1], Units[2]]];

    static readonly Row[] Rows =
    [
        .. from place in Places
           from unit in Units
           from account in new[] { "app", "mini" }
           from recused in Recusals
           select (place, unit, account, recused) into one
           select new Row(0, one.place, one.unit, one.account, one.recused),
    ];

    public static TheoryData<string> Everybody() => [.. Roles.All];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task The_condition_and_the_function_answer_the_same(string role)
    {
        var cases = Rows.Select((row, id) => row with { Id = id }).ToList();
        await using var connection = await new Db("postgres").Open();
        var seenByAnybody = 0;
        foreach (var place in Places)
        {
            foreach (var unit in Units)
            {
                var actor = new Actor(new("app"), "张三", role, new(unit), new(place));
                var found = (await Dapper.SqlMapper.QueryAsync<int>(connection, $"""
                    select c.id
                    from jsonb_to_recordset(@cases::jsonb)
                        as c (id int, jurisdiction text, organisation text, registered_by text, recused text[])
                    where {Rule.Sees(actor)}
                    """, new
                {
                    actor.Scope, Organisation = unit, Account = "app",
                    cases = JsonSerializer.Serialize(cases.Select(c => new
                    {
                        id = c.Id, jurisdiction = c.Jurisdiction, organisation = c.Organisation,
                        registered_by = c.RegisteredBy, recused = c.Recused,
                    })),
                })).ToHashSet();
                seenByAnybody += found.Count;
                foreach (var one in cases)
                {
                    var sees = CaseVisibility.Sees(CaseVisibility.ReachOf(role), new(
                        one.Recused?.Contains(unit, StringComparer.Ordinal),
                        new JurisdictionId(one.Jurisdiction).IsWithin(new(place)), one.Organisation == unit,
                        one.RegisteredBy == "app"));
                    // What the function cannot tell, the condition leaves to a county's people and wider.
                    var expected = sees ?? place.Length <= "620422".Length;
                    Assert.True(
                        found.Contains(one.Id) == expected,
                        $"{role} of {unit} at {place}, {one}: {found.Contains(one.Id)}");
                }
            }
        }
        // The comparison would prove nothing if nobody saw any case.
        Assert.Equal(role != Roles.Admin, seenByAnybody > 0);
    }
}
