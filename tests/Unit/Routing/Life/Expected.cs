using Dispatch.Contracts;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>Each step and each refusal that a run must meet often enough; it may meet no other.</summary>
static class Expected
{
    /// <summary>The name of an event, with what tells its transitions apart.</summary>
    public static string Name(ICaseEvent what) => what.GetType().Name + what switch
    {
        CaseDispatched e => $" {e.Hop}",
        TicketClaimed { Reasons: [{ Code: "auto_claimed" }] } => " auto_claimed",
        ContactAttempted e => $" {e.Enough}",
        ReturnRuled e => $" {e.Upheld}",
        ObjectionRuled e => $" {e.Upheld}",
        ApplicationDecided e => $" {e.Kind} {e.Granted}",
        TicketReplied e => $" {e.Role}",
        ReplyAudited e => $" {e.Passed}",
        UnsolvedCaseDecided e => $" {e.Decision}",
        _ => "",
    };

    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetNames<Act>(),
        "CaseUndecided", "CaseDispatched 1", "CaseDispatched 2", "CaseDispatched 3", "TicketClaimed",
        "TicketClaimed auto_claimed", "PetitionerContacted", "ContactAttempted False", "ContactAttempted True",
        "StageReported", "TicketTransferred", "AssistanceAsked", "ReturnAsked", "ReturnRuled True", "ReturnRuled False",
        "ObjectionRaised", "ObjectionRuled True", "ObjectionRuled False", "ApplicationMade",
        "ApplicationDecided Extension True", "ApplicationDecided Extension False",
        "ApplicationDecided Suspension True", "ApplicationDecided Suspension False",
        "ApplicationDecided Termination True", "ApplicationDecided Termination False", "TicketResumed",
        "TicketReplied Lead", "TicketReplied Assisting", "ReplyAudited True", "ReplyAudited False", "TicketReopened",
        "TicketClosed", "PetitionerCalledBack", "CaseRated", "CaseReopened", "CaseArchived",
        "UnsolvedCaseDecided Reopen", "UnsolvedCaseDecided Explain", "UnsolvedCaseDecided Suspend",
        "ticket_not_found", "ticket_not_claimable", "ticket_not_in_hand", "contact_in_future",
        "contact_before_dispatch", "contact_before_reopening", "ticket_bound", "ticket_not_returnable",
        "return_window_closed", "duty_missing", "unknown_matter", "basis_missing", "suggestion_missing",
        "suggests_itself", "unknown_organisation", "already_ruled", "to_missing", "same_organisation", "shield",
        "recused", "nothing_to_object_to", "ruling_accepted", "objection_window_closed", "objection_made",
        "objection_ruled", "ruled_before", "objection_overtaken", "only_the_lead", "extension_used",
        "extension_not_allowed", "extension_too_late", "extension_too_long", "review_date_out_of_range",
        "application_waiting", "application_decided", "application_overtaken", "suspension_ended", "assists_already",
        "same_officer", "ticket_not_claimed", "reply_incomplete", "nothing_to_audit", "already_dispatched",
        "lead_also_assists", "not_ready_for_callback", "too_soon_after_last_attempt", "not_ready_for_rating",
        "rated_already", "rating_window_closed", "no_decision_awaited", "case_archived",
    ];
}
