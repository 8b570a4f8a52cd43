namespace Dispatch.Routing.Catalogues;

/// <summary>The lists as rows of one version.</summary>
static class CatalogueSql
{
    public const string Versions = """
        select coalesce(max(version) filter (where list = 'jurisdictions'), 0) as jurisdictions,
               coalesce(max(version) filter (where list = 'organisations'), 0) as organisations,
               coalesce(max(version) filter (where list = 'matters'), 0) as matters,
               coalesce(max(version) filter (where list = 'duties'), 0) as duties,
               coalesce(max(version) filter (where list = 'rules'), 0) as rules,
               coalesce(max(version) filter (where list = 'rosters'), 0) as rosters,
               coalesce(max(version) filter (where list = 'places'), 0) as places
        from catalogue_version
        """;

    public const string Jurisdictions = """
        select code, name, level, parent, aliases, outline from jurisdiction where version = @version order by code
        """;

    public const string Organisations = """
        select code, name, kind, level, jurisdiction, parent, aliases
        from organisation where version = @version order by code
        """;

    public const string Matters = """
        select code, name, level, parent, kinds, lowest, grade, process, keywords, foreign_codes
        from matter where version = @version order by code
        """;

    public const string Duties = """
        select matter, owner, role, basis, jurisdiction, since
        from duty where version = @version order by matter, owner, jurisdiction
        """;

    public const string Rules = """
        select code, name, matter, kind, urgency, channel, jurisdiction, words, "from", until, lead, assisting, basis
        from rule where version = @version order by code
        """;

    public const string Rosters = """
        select organisation, mode, officer, officer_name, "from", until, capacity
        from roster where version = @version order by organisation, mode, officer
        """;

    public const string Places =
        "select name, kind, jurisdiction, aliases from place where version = @version order by name, jurisdiction";
}
