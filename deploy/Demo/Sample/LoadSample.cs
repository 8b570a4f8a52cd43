using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Dispatch.Demo.Sample;

/// <summary>
/// Loads a whole county through the public API, as its administrator and its people would. May be run again.
/// </summary>
public static class LoadSample
{
    const int AtOnce = 8;

    public static async Task<int> Run(Api api, Options options)
    {
        var clock = Stopwatch.StartNew();
        void Say(string words) => Console.WriteLine($"[{clock.Elapsed.TotalSeconds,4:0.0}s] {words}");

        // First of all: whatever fails later, the passwords that were given out are known.
        Directory.CreateDirectory(options.State);
        var people = People.Read(api, options.State);
        var planned = Plan(people, options).ToList();
        people.Keep(planned.Select(p => p.Person));

        Seat admin;
        try
        {
            admin = await people.Seat("admin");
        }
        catch (RefusedException refused) when (refused.Status == HttpStatusCode.Unauthorized)
        {
            throw new MistakeException(
                "Dispatch__FirstAdminPassword is not the password this platform was started with.");
        }
        foreach (var file in Directory.EnumerateFiles(Path.Combine(options.Sample, "calendar"), "*.json").Order())
        {
            var year = Path.GetFileNameWithoutExtension(file);
            var notice = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(file));
            await admin.Put<JsonElement>($"/api/escalation/calendar/{year}", notice);
        }
        Say("calendars loaded");
        if (options.Empty)
            return 0;

        await Catalogue.Put(admin, options.Sample, Say);
        await Parallel.ForEachAsync(
            planned.Where(p => p.Person.Role != Roles.Admin), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (p, _) => await Create(admin, people, p.Person, p.Name));
        Say($"{planned.Count} accounts ready, in {Path.Combine(options.State, "accounts.json")}");

        var staff = new Staff(people, admin, Catalogue.Organisations(options.Sample));
        return await LoadCases(api.Clock, staff, people, options, Say);
    }

    static async Task<int> LoadCases(
        TimeProvider clock, Staff staff, People people, Options options, Action<string> say)
    {
        var cases = SampleCase.Read(options.Sample, Anchor(options.State, clock));
        var drive = new DriveCase(staff, new SampleTexts(options.Sample));
        var numbers = new CaseNumber[cases.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(cases, parallel, async (one, _) => numbers[one.Index] = await drive.Register(one));
        say($"{cases.Count} cases registered");

        var (done, failed) = (0, 0);
        await Parallel.ForEachAsync(cases, parallel, async (one, _) =>
        {
            try
            {
                await drive.Bring(one, numbers[one.Index]);
            }
            catch (Exception problem) when (problem is RefusedException or TimeoutException)
            {
                Interlocked.Increment(ref failed);
                say($"case {numbers[one.Index]} stayed behind '{one.State}': {problem.Message}");
            }
            if (Interlocked.Increment(ref done) % 40 == 0)
                say($"{done} of {cases.Count} cases brought to their state");
        });
        say($"{done - failed} of {cases.Count} cases stand as the sample says");
        await SampleWhistles.Load(staff, people, say);
        await Train.Run(staff.Admin, "示例县初始训练：事项清单和已归档的示例诉求", say);
        return failed == 0 ? 0 : 1;
    }

    // On a second run the same people have the same passwords, and the administrator the one that was given.
    static IEnumerable<(Person Person, string Name)> Plan(People people, Options options)
    {
        var password = people.Find("admin")?.Password ?? options.AdminPassword;
        yield return (new("admin", password, Roles.Admin, "platform", "620422"), "系统管理员");
        if (options.Empty)
            yield break;
        var listed = JsonSerializer.Deserialize<List<Listed>>(
            File.ReadAllText(Path.Combine(options.Sample, "accounts.json")), ContractJson.Options)!;
        foreach (var one in listed.Where(l => l.Account != "admin"))
        {
            var made = new Person(one.Account, People.NewPassword(), one.Role, one.Organisation, one.Jurisdiction);
            yield return (people.Find(one.Account) ?? made, one.Name);
        }
    }

    /// <summary>
    /// Makes an account that the file already knows; one that exists from an earlier run is left as it is.
    /// </summary>
    public static async Task Create(Seat admin, People people, Person person, string name)
    {
        try
        {
            var made = await admin.Post<Made>("/api/accounts", new
            {
                person.Account, name, person.Role, person.Organisation, person.Jurisdiction, person.Password,
            });
            if (made.ApiKey is { } key)
                people.Keep(person with { ApiKey = key });
        }
        catch (RefusedException taken) when (taken.Code == "account_taken")
        {
            if (person.Role == Roles.Client && person.ApiKey is null)
                Console.Error.WriteLine(
                    $"The key of {person.Account} was shown in a run that broke off: make the client a new account.");
        }
    }

    // The day from which the sample counts back: of the first run, so that a second one sends the same again.
    static DateTimeOffset Anchor(string state, TimeProvider clock)
    {
        var file = Path.Combine(state, "sample-loaded-at");
        if (!File.Exists(file))
            File.WriteAllText(file, clock.GetUtcNow().ToString("O"));
        return DateTimeOffset.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture);
    }

    sealed record Listed(string Account, string Name, string Role, string Organisation, string Jurisdiction);

    sealed record Made(string? ApiKey);
}
