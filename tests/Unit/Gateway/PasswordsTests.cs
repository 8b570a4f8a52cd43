using Dispatch.Gateway.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Unit.Gateway;

public sealed class PasswordsTests
{
    const string Word = "correct horse 正确";

    /// <summary>The hash of "correct horse 正确" in our first format.</summary>
    const string First =
        "pbkdf2-sha512$210000$AAECAwQFBgcICQoLDA0ODw==$BcKBzSTZmO26XzbHppiHRa+Tn7KWFR3pZ5nO90LlMMc=";

    [Fact]
    public void Only_the_password_itself_matches_and_two_hashes_of_it_differ()
    {
        var hash = Passwords.Hash(Word);
        Assert.Equal(Passwords.Match.Yes, Passwords.Check(Word, hash));
        Assert.Equal(Passwords.Match.No, Passwords.Check(Word + " ", hash));
        Assert.NotEqual(hash, Passwords.Hash(Word));
    }

    [Fact]
    public void A_hash_says_sha512_and_210000_rounds()
    {
        var bytes = Convert.FromBase64String(Passwords.Hash(Word));
        Assert.Equal([1, 0, 0, 0, 2, 0, 3, 0x34, 0x50, 0, 0, 0, 16], bytes[..13]);
    }

    [Fact]
    public void A_hash_of_the_first_form_is_valid_and_is_to_be_made_anew()
    {
        Assert.Equal(Passwords.Match.YesButHashAnew, Passwords.Check(Word, First));
        Assert.Equal(Passwords.Match.No, Passwords.Check(Word + " ", First));
    }

    [Fact]
    public void A_hash_with_fewer_rounds_is_valid_and_is_to_be_made_anew()
    {
        var weak = new PasswordHasher<object>(
            Options.Create(new PasswordHasherOptions { IterationCount = 100_000 })).HashPassword(new(), Word);
        Assert.Equal(Passwords.Match.YesButHashAnew, Passwords.Check(Word, weak));
        Assert.Equal(Passwords.Match.No, Passwords.Check(Word + " ", weak));
    }

    [Fact]
    public void An_account_that_does_not_exist_has_no_password_at_all() =>
        Assert.Equal(Passwords.Match.No, Passwords.Check("", null));
}
