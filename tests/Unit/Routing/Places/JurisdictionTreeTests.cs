using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Places;

public sealed class JurisdictionTreeTests
{
    static readonly JurisdictionRow[] Circle =
    [
        County.Rows.Jurisdictions[0] with { Code = new("620422001"), Level = Level.Village, Parent = new("620422002") },
        County.Rows.Jurisdictions[0] with { Code = new("620422002"), Level = Level.Village, Parent = new("620422001") },
    ];

    [Fact]
    public void A_circle_of_parents_such_as_a_draft_may_hold_is_not_walked_for_ever()
    {
        var tree = new JurisdictionTree(Circle);
        Assert.Equal(Circle[0].Name, tree.NameOf(Circle[0]));
        Assert.Null(tree.Around(Circle[0], Level.Township));
        Assert.Equal(Circle[0], tree.Around(Circle[0], Level.Village));
        Assert.Null(new Borders(Circle).Fits(tree, Circle[0].Code, 35, 105));
    }
}
