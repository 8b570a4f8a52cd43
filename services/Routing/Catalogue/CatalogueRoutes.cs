using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Announcements;
using Dispatch.Routing.Catalogue.Drafts;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Catalogue.Spreadsheets;

namespace Dispatch.Routing.Catalogue;

/// <summary>Every route, queue and background job of the catalogue.</summary>
static class CatalogueRoutes
{
    public static void Add(ServiceBuilder service)
    {
        DapperTypes.Json<JsonObject>();
        DapperTypes.Json<JsonArray>();
        DapperTypes.Json<IReadOnlyList<MatterId>>();
        DapperTypes.Json<IReadOnlyList<OrganisationId>>();
        service.KeepRefreshed<CurrentCatalogue>();
        service.Background<AnnounceOnTheDay>();
        service.Queue("routing.announce-catalogue").On<AnnouncementAsked>(AnnounceCatalogue.Asked);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        FindPlaces.Map(routes);
        ListJurisdictions.Map(routes);
        ListOrganisations.Map(routes);
        ListMatters.Map(routes);
        ListDuties.Map(routes);
        ListRules.Map(routes);
        ListRosters.Map(routes);
        ListPlaces.Map(routes);
        ListOneThings.Map(routes);
        ListResponsibilities.Map(routes);
        DescribeLists.Map(routes);

        ReplaceList.Map(routes);
        AnnounceCatalogue.Map(routes);
        StartDraft.Map(routes);
        ListDrafts.Map(routes);
        ReadDraft.Map(routes);
        DiscardDraft.Map(routes);
        ListDraftRows.Map(routes);
        ChangeRows.Map(routes);
        UndoChanges.Map(routes);
        ReadDifference.Map(routes);
        CheckDraft.Map(routes);
        PublishDraft.Map(routes);
        ListCatalogueVersions.Map(routes);
        RollBack.Map(routes);

        ImportFile.Map(routes);
        ExportList.Map(routes);
    }
}
