using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Escalation.Ladder.Domain;

/// <summary>
/// One place on the ladder of a case: which rung, where, and by which function somebody answers there.
/// </summary>
public sealed record Station(Rung Rung, OrganisationId At, Post Post)
{
    /// <summary>
    /// The ladder of a case, lowest first: inside its owner, from the village to its township (村 › 乡镇), from the
    /// township's centre to the county's, to the leader and the backstop there, and to the city's centre (县 › 市).
    /// </summary>
    /// <param name="owner">Who is accountable for the case.</param>
    /// <param name="centre">The centre that watches over it.</param>
    public static IReadOnlyList<Station> Of(
        OrganisationId owner, OrganisationId centre, JurisdictionId place, KnownFunctions known)
    {
        var path = new List<Station>();
        var organisation = known.Organisation(owner);
        // A village or a committee is too small for a second one who answers for it.
        var second = organisation?.Kind is OrganisationKind.Village or OrganisationKind.Mediation
            ? ResponsibleFunction.Principal : ResponsibleFunction.DutyLeader;
        path.Add(new(Rung.Handler, owner, Post.Of(owner, second)));
        if (owner != centre)
            path.Add(new(Rung.Head, owner, Post.Of(owner)));
        if (organisation is { Kind: OrganisationKind.Village, Parent: { } above }
            && known.Organisation(above) is { Kind: OrganisationKind.Township })
            path.Add(new(Rung.Head, above, Post.Of(above)));
        var centres = known.CentresAround(place).Where(one => one.Id != centre && one.Id != owner).ToList();
        var level = known.Organisation(centre)?.Jurisdiction.Value.Length ?? 0;
        path.Add(new(Rung.Centre, centre, Post.Of(centre)));
        path.AddRange(centres.Where(one => !IsOfCity(one) && one.Jurisdiction.Value.Length < level)
            .Select(one => new Station(Rung.Centre, one.Id, Post.Of(one.Id))));
        var highest = path[^1].At;
        path.Add(new(Rung.Leader, highest, Post.Over(KnownFunctions.AtMostTownship(place))));
        path.Add(new(Rung.Backstop, centre, Post.Of(centre)));
        path.AddRange(centres.Where(one => IsOfCity(one) && one.Jurisdiction.Value.Length < level)
            .Select(one => new Station(Rung.Superior, one.Id, Post.Of(one.Id))));
        return path;
    }

    /// <summary>
    /// Who answers there today. Where nobody holds the function, the next above; where nobody up to the top, the
    /// centre's director.
    /// </summary>
    /// <param name="officer">Who has the lead's ticket: the handler by name.</param>
    public ResponsiblePerson Owner(KnownFunctions known, OrganisationId centre, AccountId? officer, DateOnly day)
    {
        if (Rung == Rung.Handler && officer is { } id && known.Account(id) is { Disabled: false } handler)
            return new(handler.Account, handler.Name, handler.Organisation, null,
                [new("has_the_ticket", $"派遣单由{handler.Name}经办")], []);
        var found = Responsible.Find(known, Post, day);
        if (found.Account is not null)
            return found;
        var director = Responsible.Find(known, Post.Of(centre), day);
        var alsoEmpty = director.Empty.ExceptBy(found.Empty.Select(one => one.Post), one => one.Post);
        return director with { Empty = [.. found.Empty, .. alsoEmpty] };
    }

    // The code of a city has four digits.
    static bool IsOfCity(KnownOrganisation one) => one.Jurisdiction.Value.Length <= 4;
}
