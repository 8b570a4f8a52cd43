namespace Dispatch.Demo;

// What the program reads of the API's answers; everything else in them is passed over.

public sealed record Registered(CaseId Id, CaseNumber Number);

public sealed record CaseShown(
    CaseNumber Number, CaseStatus Status, OrganisationId? LeadOrganisation, string? LeadOrganisationName, int Round,
    RatingLevel? Rating = null);

public sealed record TicketShown(
    TicketId Id, CaseNumber CaseNumber, OrganisationId Organisation, string OrganisationName, TicketRole Role,
    TicketStatus Status, MatterId? Matter, string? MatterName);

public sealed record UndecidedShown(CaseNumber CaseNumber, IReadOnlyList<SuggestionShown> Suggestions);

public sealed record SuggestionShown(OrganisationId? Organisation, string? OrganisationName, MatterId? Matter);

public sealed record ApplicationShown(TicketApplicationId Id, TicketId TicketId);

public sealed record ReturnShown(ReturnId Id, CaseNumber CaseNumber);

public sealed record FileShown(FileId Id, CaseNumber CaseNumber, FileStatus Status, OrganisationId Organisation);

public sealed record ClockShown(
    CaseNumber CaseNumber, ClockKind Kind, string? OrganisationName, DateTimeOffset StartedAt, DateTimeOffset Due,
    DateTimeOffset? StoppedAt, bool? InTime, Colour Colour, string Term);

public sealed record StepShown(
    DateTimeOffset At, string What, string Title, string Text, PersonShown By, IReadOnlyList<Reason> Reasons,
    string? TraceId);

public sealed record PersonShown(string Account, string Name, string? Organisation);

public sealed record LedgerShown(
    long OpenCases, long OpenTickets, long RunningClocks, long OpenFiles, IReadOnlyList<ImbalanceShown> OutOfBalance);

public sealed record ImbalanceShown(CaseNumber CaseNumber, string What);
