using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>One emergency whistle on two telephones and a desk, from the call to the rating of both sides.</summary>
[Collection("desks")]
public sealed class WhistleTests(DesksFixture fixture)
{
    const string Township = "620422100", Urban = "620422-urban", Water = "620422-water";
    static readonly Geolocation There = new() { Latitude = 35.6922f, Longitude = 105.0533f, Accuracy = 10 };

    /// <summary>As if so much time had passed: every term of the whistle is over that much sooner.</summary>
    static Task<int> Later(Shift shift, string number, string by)
    {
        const string Sooner = """
            (select jsonb_agg(d || jsonb_build_object(
                'due', (d ->> 'due')::timestamptz - @by::interval,
                'startedAt', (d ->> 'startedAt')::timestamptz - @by::interval)) from jsonb_array_elements(deadlines) d)
            """;
        return shift.Platform.Processes["escalation"].Database.Execute($"""
            update summons set deadlines = {Sooner}
            where whistle_id = (select id from whistle where number = @number);
            update whistle set deadlines = coalesce({Sooner}, '[]'), next_look_at = next_look_at - @by::interval
            where number = @number
            """, new { number, by });
    }

    static async Task ToWhistles(Desk telephone)
    {
        await telephone.Click("menu-open");
        await telephone.Click("menu-whistles");
        await Expect(telephone.Find("whistles-status")).ToBeVisibleAsync();
    }

    static async Task<string> Blow(Desk head)
    {
        await ToWhistles(head);
        await head.Click("whistle-blow");
        await head.Click("type-emergency");
        await Expect(head.Find("type-emergency")).ToContainTextAsync("30分钟");
        await Expect(head.Find("blow-at-once")).ToContainTextAsync("当即吹哨");
        await head.Fill("blow-demand", "燃气管道被施工挖断，需立即关阀、警戒、疏散。");
        await head.ChooseJurisdiction("会师镇");
        await head.Fill("blow-address", "状元城小区北门");
        await head.Click("blow-locate");
        await Expect(head.Find("blow-position")).ToContainTextAsync("已取得坐标");
        await head.Choose(head.Find("organisation").First, "会宁县城市管理综合执法局");
        await head.Choose(head.Find("organisation").Last, "会宁县水务局");
        await head.Page.Keyboard.PressAsync("Escape");
        await head.Click("blow-submit");
        await Expect(head.Find("blown")).ToHaveAttributeAsync("data-status", "blown");
        var number = (await head.Find("blown").GetAttributeAsync("data-number"))!;
        await head.Click("blown-open");
        await Expect(head.Find("whistle")).ToHaveAttributeAsync("data-number", number);
        return number;
    }

    static async Task Open(Desk desk, string number)
    {
        var row = await desk.Arrives("whistle-row-" + number);
        await row.GetByTestId("whistle-link").ClickAsync();
        await Expect(desk.Find("whistle")).ToHaveAttributeAsync("data-number", number);
    }

    static Task Is(Desk desk, string organisation, string state) =>
        Expect(desk.Find("department-" + organisation)).ToHaveAttributeAsync("data-status", state);

    static Task Stands(Desk desk, string organisation, string presence) =>
        Expect(desk.Find("plan-" + organisation)).ToHaveAttributeAsync("data-status", presence);

    /// <summary>Nothing lies beside what a thumb reaches.</summary>
    static async Task FitsTheTelephone(Desk desk) => Assert.Equal(0, await desk.Page.EvaluateAsync<int>(
        "Math.max(0, document.documentElement.scrollWidth - innerWidth)"));

    static async Task Comes(Desk department)
    {
        await department.Click("act-acknowledgement");
        await department.Fill("acknowledgement-attendee", "张伟（副局长）");
        await department.Click("acknowledgement-submit");
        await Is(department, Urban, "acknowledged");
    }

    static async Task Reports(Desk department)
    {
        await department.Click("act-result");
        await department.Fill("result-summary", "已关阀止漏，疏散居民120人，现场恢复安全。");
        await department.Fill("result-done-" + Urban, "封闭道路，设置警戒。");
        await department.Fill("result-remains-" + Water, "检查受损的供水管线。");
        await FitsTheTelephone(department);
        await department.Click("result-submit");
        await Expect(department.Find("whistle")).ToHaveAttributeAsync("data-status", "resultRecorded");
    }

    static async Task Ends(Desk head)
    {
        await Expect(head.Find("whistle")).ToHaveAttributeAsync("data-status", "resultRecorded");
        await head.Click("act-ending");
        await head.Click("ending-finished-yes");
        await head.Fill("ending-words", "险情已排除。");
        await head.Click("ending-submit");
        await Expect(head.Find("whistle")).ToHaveAttributeAsync("data-status", "ended");
    }

    static async Task RateEachOther(Desk head, Desk department)
    {
        await head.Click($"act-rateDepartment/{Urban}");
        foreach (var question in new[] { "inTime", "didPart", "solved" })
            await head.Click($"rateDepartment-{question}-yes");
        await head.Fill("rateDepartment-words", "到场迅速，处置得力。");
        await head.Click("rateDepartment-submit");
        await Expect(head.Find("of-department")).ToContainTextAsync("处置得力");
        // The other side reads it only when it has rated too.
        await Expect(department.Find("act-rateWhistle")).ToBeVisibleAsync();
        await Expect(department.Find("of-department")).ToHaveCountAsync(0);
        await department.Click("act-rateWhistle");
        await department.Click("rateWhistle-justified-yes");
        await department.Fill("rateWhistle-words", "情况紧急，应当吹哨。");
        await department.Click("rateWhistle-submit");
        await Expect(department.Find("of-department")).ToContainTextAsync("处置得力");
        await Expect(head.Find("of-whistle")).ToContainTextAsync("应当吹哨");
    }

    [Fact]
    public Task An_emergency_goes_from_the_call_to_both_ratings_and_who_is_absent_is_ordered_before_all_eyes() =>
        Shift.Work(fixture, async shift =>
    {
        var director = await shift.SignIn(Roles.Director);
        await director.GoTo("whistles");
        var head = await shift.SignIn(
            Roles.Head, Township + "-gov", jurisdiction: Township, telephone: There);
        var department = await shift.SignIn(Roles.Handler, Urban, telephone: There);
        await ToWhistles(department);

        var number = await Blow(head);
        await Open(director, number);
        await Open(department, number);
        await FitsTheTelephone(department);

        await Comes(department);
        await Stands(director, Urban, "underWay");
        await Expect(director.Find("department-" + Urban).GetByTestId("attendee")).ToHaveTextAsync("张伟（副局长）");
        await department.Click("act-arrival");
        await department.Click("arrival-position");
        await Is(department, Urban, "arrived");
        foreach (var desk in new[] { director, head })
        {
            await Stands(desk, Urban, "onSite");
            await Expect(desk.Find("on-site")).ToContainTextAsync("1/2");
        }

        await Later(shift, number, "31 minutes");
        await Stands(director, Water, "absent");
        await Stands(head, Water, "absent");
        await Expect(head.Find("department-" + Water).GetByTestId("arrival-order")).ToBeVisibleAsync();
        await director.Find("department-" + Water).GetByTestId("arrival-order").ClickAsync();
        await Expect(director.Find("order")).ToHaveAttributeAsync("data-status", "issued");
        await Expect(director.Find("order-demand")).ToContainTextAsync("报到");
        await director.Page.GoBackAsync();

        await Reports(department);
        await Is(director, Water, "carried");
        await Ends(head);
        await RateEachOther(head, department);
        await Expect(director.Find("of-whistle")).ToContainTextAsync("应当吹哨");
        await FitsTheTelephone(head);
        foreach (var desk in new[] { director, head, department })
            await desk.NothingWasReloaded();
    });
}
