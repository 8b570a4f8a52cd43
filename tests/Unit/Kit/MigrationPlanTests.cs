using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Kit;

/// <summary>Which program may start over which database.</summary>
public sealed class MigrationPlanTests
{
    static readonly Migration First = File("0001_first.sql", "create table a ();\n"),
        Second = File("0002_second.sql", "create table b ();\n"),
        OtherSecond = File("0002_other.sql", "create table c ();\n");

    static Migration File(string name, string sql) => new(name, sql, MigrationPlan.Checksum(sql));

    static MigrationPlan Make(Migration[] program, Migration[] database, params Migration[] unsigned) =>
        MigrationPlan.Make(program, database.Select(m => (m.Name, (string?)m.Checksum))
            .Concat(unsigned.Select(m => (m.Name, (string?)null)))
            .ToDictionary(row => row.Name, row => row.Item2, StringComparer.Ordinal));

    [Fact]
    public void A_file_has_the_same_checksum_with_either_kind_of_line_ending_and_another_for_any_other_change()
    {
        Assert.Equal(MigrationPlan.Checksum("a;\nb;\n"), MigrationPlan.Checksum("a;\r\nb;\r\n"));
        Assert.NotEqual(MigrationPlan.Checksum("a;\nb;\n"), MigrationPlan.Checksum("a;\nb; \n"));
        // As `sha256sum` counts it.
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", MigrationPlan.Checksum(""));
    }

    [Fact]
    public void What_has_not_landed_is_due_in_its_order_and_what_landed_before_checksums_were_kept_gets_one()
    {
        var fresh = Make([First, Second], []);
        Assert.Equal([First, Second], fresh.Due);
        Assert.Null(fresh.Refusal);
        var old = Make([First, Second], [], First);
        Assert.Equal([Second], old.Due);
        Assert.Equal([First], old.Unsigned);
        Assert.Null(old.Refusal);
    }

    [Fact]
    public void A_file_that_was_changed_after_it_landed_is_refused_by_name()
    {
        var plan = Make([First, File(Second.Name, Second.Sql + "-- a word more")], [First, Second]);
        Assert.Contains(Second.Name, plan.Refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(First.Name, plan.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_starts_over_a_newer_database_so_that_an_update_can_roll_and_be_taken_back()
    {
        var plan = Make([First], [First, Second]);
        Assert.Null(plan.Refusal);
        Assert.Empty(plan.Due);
        Assert.Equal([Second.Name], plan.Unknown);
    }

    [Fact]
    public void A_database_of_another_line_of_the_program_is_refused_and_both_sides_are_named()
    {
        var refusal = Make([First, OtherSecond], [First, Second]).Refusal;
        Assert.Contains(Second.Name, refusal, StringComparison.Ordinal);
        Assert.Contains(OtherSecond.Name, refusal, StringComparison.Ordinal);
    }
}
