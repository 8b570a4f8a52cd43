using Dispatch.Gateway.Accounts;

namespace Dispatch.Tests.Unit.Gateway;

public sealed class PasswordsTests
{
    [Fact]
    public void Only_the_password_itself_matches_and_two_hashes_of_it_differ()
    {
        var hash = Passwords.Hash("correct horse 正确");
        Assert.True(Passwords.Matches("correct horse 正确", hash));
        Assert.False(Passwords.Matches("correct horse 正确 ", hash));
        Assert.NotEqual(hash, Passwords.Hash("correct horse 正确"));
        Assert.StartsWith("pbkdf2-sha512$210000$", hash, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_that_does_not_exist_has_no_password_at_all() => Assert.False(Passwords.Matches("", null));
}
