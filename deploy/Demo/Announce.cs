using Dispatch.Demo.Sample;

namespace Dispatch.Demo;

/// <summary>Has the catalogue and the accounts announced to the services again.</summary>
public static class Announce
{
    public static async Task<int> Run(Api api, Options options)
    {
        var admin = await People.Read(api, options.State).Seat("admin");
        await admin.Post("/api/routing/catalogue/announcements", new { });
        await admin.Post("/api/accounts/announcements", new { });
        Console.WriteLine("the services are told again which organisations, matters and accounts there are");
        return 0;
    }
}
