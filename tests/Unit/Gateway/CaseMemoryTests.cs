using Dispatch.Gateway.Domain;
using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Gateway;

public sealed class CaseMemoryTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    static readonly Viewer Housing = new(new("620422-housing"), new("620422"), Reach.OwnOrganisation);
    static readonly Viewer Centre = new(new("620422-centre"), new("620422"), Reach.Jurisdiction);
    static readonly Viewer Neighbour = new(new("620423-centre"), new("620423"), Reach.Jurisdiction);

    static CaseNews News(CaseNumber number, string what, string? place = null, params string[] organisations) =>
        new(number, what, [.. organisations.Select(OrganisationId.From)], place is null ? null
            : new JurisdictionId(place), Now, 1);

    [Fact]
    public void The_centre_hears_of_what_lies_within_its_jurisdiction_and_no_other_centre_does()
    {
        var (memory, number) = (new CaseMemory(100), CaseNumber.New(Now));
        Assert.Null(memory.Sees(Centre, number));
        memory.Learn(News(number, "caseDispatched", "620422100"));
        Assert.True(memory.Sees(Centre, number));
        Assert.False(memory.Sees(Neighbour, number));
    }

    [Fact]
    public void A_department_hears_of_a_case_from_the_moment_it_is_named_on_it()
    {
        var (memory, number) = (new CaseMemory(100), CaseNumber.New(Now));
        memory.Learn(News(number, "caseRegistered", "620422100"));
        Assert.False(memory.Sees(Housing, number));
        memory.Learn(News(number, "caseDispatched", "620422100", "620422-housing"));
        memory.Learn(News(number, "ticketReplied"));
        Assert.True(memory.Sees(Housing, number));
    }

    [Fact]
    public void Of_a_case_whose_start_was_not_heard_it_asks_once_and_keeps_the_answer()
    {
        var (memory, mine, other) = (new CaseMemory(100), CaseNumber.New(Now), CaseNumber.New(Now));
        memory.Learn(News(mine, "caseRated"));
        Assert.Null(memory.Sees(Housing, mine));
        memory.Learn(Housing, mine, sees: true, new JurisdictionId("620422"));
        memory.Learn(Housing, other, sees: false, null);
        Assert.True(memory.Sees(Housing, mine));
        Assert.Null(memory.Sees(Centre, mine));
        memory.Learn(Centre, mine, sees: true, new JurisdictionId("620422"));
        Assert.True(memory.Sees(Centre, mine));
        Assert.False(memory.Sees(Housing, other));
        memory.Learn(News(other, "caseDispatched", null, "620422-housing"));
        Assert.True(memory.Sees(Housing, other));
    }

    [Fact]
    public void Nobody_hears_of_a_complaint_against_his_own_unit_or_one_above_it_wherever_he_sits()
    {
        var (memory, number) = (new CaseMemory(100), CaseNumber.New(Now));
        var accused = Centre with { Organisation = Housing.Organisation };
        var below = Centre with { Organisation = new("620422-housing-yard") };
        memory.Learn(News(number, "caseRegistered", "620422100") with { Recused = [Housing.Organisation] });
        // Who stands below is not known yet, so that nobody is told rather than somebody too many.
        Assert.All([accused, below, Centre, Housing], viewer => Assert.False(memory.Sees(viewer, number)));
        memory.Learn(News(number, "caseDispatched", "620422100", "620422-water") with
        {
            Recused = [Housing.Organisation, below.Organisation],
        });
        Assert.All([accused, below, Housing], viewer => Assert.False(memory.Sees(viewer, number)));
        Assert.True(memory.Sees(Centre, number));
    }

    [Fact]
    public void The_place_alone_lets_nobody_hear_of_a_case_while_it_is_not_known_who_must_stand_back()
    {
        var (memory, number) = (new CaseMemory(100), CaseNumber.New(Now));
        memory.Learn(News(number, "caseRoutedToMediation", "620422100"));
        Assert.Null(memory.Sees(Centre, number));
        memory.Learn(Centre, number, sees: false, null);
        Assert.False(memory.Sees(Centre, number));
        Assert.False(memory.Sees(Neighbour, number));
    }

    [Fact]
    public void After_a_gap_nothing_is_taken_for_known()
    {
        var (memory, number) = (new CaseMemory(100), CaseNumber.New(Now));
        memory.Learn(News(number, "caseRegistered", "620422100"));
        memory.Clear();
        Assert.Null(memory.Sees(Housing, number));
    }

    [Fact]
    public void It_forgets_the_cases_not_heard_of_for_longest_and_never_grows_beyond_its_bound()
    {
        var memory = new CaseMemory(10);
        var (kept, lost) = (CaseNumber.New(Now), CaseNumber.New(Now));
        memory.Learn(News(lost, "caseRegistered", "620422"));
        for (var i = 0; i < 30; i++)
        {
            memory.Learn(News(kept, "caseDispatched", "620422"));
            memory.Learn(News(CaseNumber.New(Now), "caseRegistered", "620422"));
        }
        Assert.True(memory.Sees(Centre, kept));
        Assert.Null(memory.Sees(Centre, lost));
    }
}
