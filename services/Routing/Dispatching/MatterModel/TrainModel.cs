namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>The administrator or the centre's director requests a training of the matter model.</summary>
/// <remarks>
/// It runs in the background; <see cref="ListModels"/> shows the result. Refuses with <c>training_running</c> when one
/// is already requested or running on this instance.
/// </remarks>
public static class TrainModel
{
    public sealed record Request([property: Required, StringLength(200, MinimumLength = 2)] string Why);

    static readonly Refusal Running = new(
        RefusalKind.Conflict, "training_running", "正在训练，请等待完成后再试。",
        "A training is under way; wait until it has ended.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/matter-models", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces(StatusCodes.Status202Accepted)
        .Refuses(RefusalKind.Conflict);

    static IResult Handle(Request request, Actor actor, TrainNightly training) =>
        training.Ask(request.Why, actor) ? TypedResults.Accepted((string?)null) : Problems.From(Running);
}
