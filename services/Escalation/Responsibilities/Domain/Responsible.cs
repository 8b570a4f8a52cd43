namespace Dispatch.Escalation.Responsibilities.Domain;

/// <summary>A function that nobody holds, and why.</summary>
/// <param name="Name">What it is called, as in 会宁县水务局主要负责人.</param>
public sealed record EmptyPost(Post Post, string Name, IReadOnlyList<Reason> Reasons);

/// <summary>Who answers for a function.</summary>
/// <param name="Account">Null only where nobody holds any function up to the top.</param>
/// <param name="Organisation">Where that account works.</param>
/// <param name="Post">By which function it answers; another than was asked where that one is empty.</param>
/// <param name="Empty">The functions that nobody holds, from the one that was asked upwards.</param>
public sealed record ResponsiblePerson(
    AccountId? Account, string? Name, OrganisationId? Organisation, Post? Post, IReadOnlyList<Reason> Reasons,
    IReadOnlyList<EmptyPost> Empty);

/// <summary>
/// Who answers for a function on a day: who is listed, while absent the deputy; where nobody is listed, whoever has
/// that role; where there is none either, the next above.
/// </summary>
public static class Responsible
{
    public static ResponsiblePerson Find(KnownFunctions known, Post asked, DateOnly day)
    {
        var empty = new List<EmptyPost>();
        var passed = new HashSet<Post>();
        // A circle of parents, which a list may hold for a moment, is walked once.
        for (var post = asked; post is not null && passed.Add(post); post = known.Above(post))
        {
            var reasons = new List<Reason>();
            if (Holder(known, post, day, reasons) is not { } holder)
            {
                empty.Add(new(post, known.NameOf(post), reasons));
                continue;
            }
            if (empty.Count > 0)
                reasons.Insert(0, new("function_empty", $"{empty[0].Name}空缺，由上一级{known.NameOf(post)}承担"));
            return new(holder.Account, holder.Name, holder.Organisation, post, reasons, empty);
        }
        return new(
            null, null, null, null, [new("nobody_answers", $"{known.NameOf(asked)}空缺，逐级向上也无人承担，请补齐责任清单")],
            empty);
    }

    static KnownAccount? Holder(KnownFunctions known, Post post, DateOnly day, List<Reason> reasons)
    {
        var row = known.Listed(post, day);
        if (row is null)
            reasons.Add(new("not_listed", $"责任清单未列{known.NameOf(post)}"));
        else if (Usable(known, row.Account, reasons) is { } holder)
        {
            if (!(row.AbsentFrom <= day && day <= row.AbsentUntil))
            {
                reasons.Add(new("listed", $"责任清单列明{known.NameOf(post)}为{holder.Name}（依据：{row.Basis}）"));
                return holder;
            }
            reasons.Add(new("holder_absent", $"{known.NameOf(post)}{holder.Name}自{ChinaTime.Date(row.AbsentFrom.Value)}"
                + $"至{ChinaTime.Date(row.AbsentUntil.Value)}缺岗"));
            if (row.Deputy is null)
                reasons.Add(new("no_deputy", $"责任清单未列{holder.Name}的代理人"));
            else if (Usable(known, row.Deputy.Value, reasons) is { } deputy)
            {
                reasons.Add(new("deputy_acts", $"缺岗期间由代理人{deputy.Name}承担"));
                return deputy;
            }
        }
        // Whoever is absent as the holder is not there by role either.
        if (known.ByRole(post).FirstOrDefault(account => account.Account != row?.Account) is not { } byRole)
            return null;
        reasons.Add(new("holds_the_role", $"由在岗的{known.NameOf(post)}{byRole.Name}承担"));
        return byRole;
    }

    static KnownAccount? Usable(KnownFunctions known, AccountId id, List<Reason> reasons)
    {
        var account = known.Account(id);
        if (account is null)
            reasons.Add(new("account_unknown", $"责任清单所列账号“{id}”不存在"));
        else if (account.Disabled)
            reasons.Add(new("account_disabled", $"责任清单所列账号“{id}”（{account.Name}）已停用"));
        return account is { Disabled: false } ? account : null;
    }
}
