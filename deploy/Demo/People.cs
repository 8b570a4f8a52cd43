using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace Dispatch.Demo;

/// <summary>
/// An account as it stands in the state folder's <c>accounts.json</c>, for whoever tries the platform.
/// </summary>
public sealed record Person(
    string Account, string? Password, string Role, string Organisation, string Jurisdiction, string? ApiKey = null);

/// <summary>
/// The accounts whose passwords this program knows, and their seats: each signs in when it is first needed.
/// </summary>
public sealed class People(Api api, string file)
{
    static readonly JsonSerializerOptions Indented = new(ContractJson.Options) { WriteIndented = true };

    readonly ConcurrentDictionary<string, Lazy<Task<Seat>>> seats = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    List<Person> all = [];

    public IReadOnlyList<Person> All
    {
        get
        {
            lock (gate)
                return [.. all];
        }
    }

    public static People Read(Api api, string state)
    {
        var people = new People(api, Path.Combine(state, "accounts.json"));
        if (File.Exists(people.FilePath))
            people.all = JsonSerializer.Deserialize<List<Person>>(
                File.ReadAllText(people.FilePath), ContractJson.Options)!;
        return people;
    }

    string FilePath => file;

    public static string NewPassword() =>
        RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 16);

    public Person? Find(string account) => All.FirstOrDefault(p => p.Account == account);

    /// <summary>
    /// Adds or replaces people and writes the file: readable by its owner alone, and never half written.
    /// </summary>
    public void Keep(params IEnumerable<Person> people)
    {
        lock (gate)
        {
            foreach (var person in people)
            {
                var at = all.FindIndex(p => p.Account == person.Account);
                if (at < 0)
                    all.Add(person);
                else
                    all[at] = person;
            }
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            File.Delete(file + ".new");
            using (var stream = new FileStream(file + ".new", options))
                JsonSerializer.Serialize(stream, all, Indented);
            File.Move(file + ".new", file, overwrite: true);
        }
    }

    public Task<Seat> Seat(string account) => seats.GetOrAdd(account, name => new(async () =>
    {
        var person = Find(name)
            ?? throw new MistakeException($"There is no account '{name}' in {file}; load the sample first.");
        return await api.SignIn(
            person.Account, person.Password ?? throw new MistakeException($"The account '{name}' has no password."));
    })).Value;

    /// <summary>Any seat with this role; the index chooses among several.</summary>
    public Task<Seat> Any(string role, int index = 0)
    {
        var holders = All.Where(p => p.Role == role && p.Password is not null).ToList();
        return holders.Count == 0
            ? throw new MistakeException(
                $"There is no account with the role '{role}' in {file}; load the sample first.")
            : Seat(holders[index % holders.Count].Account);
    }
}
