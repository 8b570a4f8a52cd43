using Dispatch.Mediation.Agreements;
using Dispatch.Mediation.Files;
using Dispatch.Mediation.Parties;
using Dispatch.Mediation.Reconciliation;
using Dispatch.Mediation.Sessions;

namespace Dispatch.Mediation;

/// <summary>The table of contents of Mediation.</summary>
public sealed class MediationApp : IServiceApp
{
    public static void Add(ServiceBuilder service)
    {
        Vault.Add(service.Services, service.Settings);
        service.Queue("mediation.open-file").On<CaseRoutedToMediation>(OpenFile.Handle);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListFiles.Map(routes);
        ReadFile.Map(routes);
        AddParty.Map(routes);
        RecordConsent.Map(routes);
        HoldSession.Map(routes);
        DraftAgreement.Map(routes);
        SignAgreement.Map(routes);
        TerminateFile.Map(routes);
        ReadReconciliation.Map(routes);
    }
}
