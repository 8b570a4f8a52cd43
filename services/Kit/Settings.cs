using Microsoft.Extensions.Configuration;

namespace Dispatch.Kit;

/// <summary>
/// The settings every process needs, from the environment (<c>Dispatch__Database</c> and so on). A missing one stops
/// the start with a sentence that names it: there are no silent fallbacks.
/// </summary>
public sealed class Settings(IConfiguration configuration)
{
    /// <summary>Npgsql connection string with the database of this process; it is created when absent.</summary>
    public string Database => Required("Database");

    /// <summary>AMQP address of the broker, with user and password.</summary>
    public Uri Broker => new(Required("Broker"));

    /// <summary>Path of the PEM file with the public half of the ES256 key that signs access tokens.</summary>
    public string TokenPublicKey => Required("TokenPublicKey");

    public string Required(string name) => Optional(name)
        ?? throw new InvalidOperationException($"The setting Dispatch__{name} is missing. Set it in the environment.");

    public string? Optional(string name) =>
        configuration[$"Dispatch:{name}"] is { Length: > 0 } value ? value : null;

    /// <summary>
    /// Reads a secret that is given as the path of a file, so that it never stands in an environment listing.
    /// </summary>
    public string Secret(string name)
    {
        var path = Required(name);
        return File.Exists(path)
            ? File.ReadAllText(path).Trim()
            : throw new InvalidOperationException($"Dispatch__{name} names the file {path}, which does not exist.");
    }
}
