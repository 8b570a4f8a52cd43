namespace Dispatch.Gateway.Domain;

/// <summary>What decides which cases a user sees.</summary>
public sealed record Viewer(OrganisationId Organisation, JurisdictionId Jurisdiction, Reach Reach)
{
    public static Viewer Of(Actor actor) =>
        new(actor.Organisation, actor.Jurisdiction, CaseVisibility.ReachOf(actor.Role));
}

/// <summary>
/// What the gateway has learnt of the latest cases, to decide who may be told of them: where each is, which
/// organisations were named on it, and which must stand back from it (回避).
/// </summary>
/// <param name="most">About how many cases are remembered; those without an event for longest are forgotten.</param>
public sealed class CaseMemory(int most)
{
    readonly Lock gate = new();
    // A case with a new event moves to the young dictionary. When that is full it becomes the old one, and the old one
    // is dropped: the least recently used are forgotten without any bookkeeping.
    Dictionary<CaseNumber, Known> young = [], old = [];

    sealed class Known
    {
        public JurisdictionId? Jurisdiction { get; set; }
        /// <summary>Its registration was heard here, so that every organisation named on it is known.</summary>
        public bool FromTheStart { get; set; }
        public HashSet<OrganisationId> Named { get; } = [];
        /// <summary>Who must stand back from it, as far as it is known.</summary>
        public HashSet<OrganisationId> Recused { get; } = [];
        /// <summary>It is known who must stand back, or that nobody must.</summary>
        public bool RecusalKnown { get; set; }
        /// <summary>For whom Intake was asked, and whether they may see it.</summary>
        public Dictionary<Viewer, bool> Asked { get; } = [];
    }

    /// <summary>Forgets everything, since events may have been missed.</summary>
    public void Clear()
    {
        lock (gate)
            (young, old) = ([], []);
    }

    public void Learn(CaseNews news)
    {
        lock (gate)
        {
            var known = Of(news.CaseNumber);
            known.Jurisdiction = news.Jurisdiction ?? known.Jurisdiction;
            known.Named.UnionWith(news.Organisations);
            known.FromTheStart |= news.What == "caseRegistered";
            known.Recused.UnionWith(news.Recused ?? []);
            // A registration names the unit complained of; those below it are known when Routing has decided.
            known.RecusalKnown |= news.What is "caseDispatched" or "caseUndecided"
                || (news.What == "caseRegistered" && news.Recused is null);
        }
    }

    /// <summary>What Intake answered when asked in the name of <paramref name="viewer"/>.</summary>
    public void Learn(Viewer viewer, CaseNumber number, bool sees, JurisdictionId? jurisdiction)
    {
        lock (gate)
        {
            var known = Of(number);
            known.Jurisdiction ??= jurisdiction;
            known.Asked[viewer] = sees;
            if (sees && viewer.Reach == Reach.OwnOrganisation)
                known.Named.Add(viewer.Organisation);
        }
    }

    /// <returns>Null when it is not known here and must be asked.</returns>
    public bool? Sees(Viewer viewer, CaseNumber number)
    {
        lock (gate)
        {
            var known = Of(number);
            var sees = CaseVisibility.Sees(viewer.Reach, new(
                Recused: known.Recused.Contains(viewer.Organisation) ? true : known.RecusalKnown ? false : null,
                known.Jurisdiction?.IsWithin(viewer.Jurisdiction),
                InHands: known.Named.Contains(viewer.Organisation) ? true : known.FromTheStart ? false : null));
            // Until Routing has said who must stand back, nobody is told: he might be below the unit complained of.
            return sees ?? (known.FromTheStart ? false : known.Asked.TryGetValue(viewer, out var said) ? said : null);
        }
    }

    /// <returns>Whether the viewer must stand back from the case (回避); null when it is not known here.</returns>
    public bool? StandsBack(Viewer viewer, CaseNumber number)
    {
        lock (gate)
        {
            var known = Of(number);
            return known.Recused.Contains(viewer.Organisation) ? true : known.RecusalKnown ? false : null;
        }
    }

    Known Of(CaseNumber number)
    {
        if (young.TryGetValue(number, out var known))
            return known;
        if (young.Count >= most / 2)
            (old, young) = (young, []);
        return young[number] = old.GetValueOrDefault(number) ?? new();
    }
}
