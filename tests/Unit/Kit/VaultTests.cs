using System.Security.Cryptography;
using System.Text;
using Dispatch.Kit;
using Xunit;

namespace Dispatch.Tests.Unit.Kit;

public sealed class VaultTests
{
    const string Phone = "13912341234";
    readonly Vault vault = new(Convert.FromBase64String(Vault.NewKey()));

    [Theory]
    [InlineData("")]
    [InlineData(Phone)]
    [InlineData("张三丰，住会师镇𠮷祥路")]
    public void What_was_sealed_is_opened_again(string plain) =>
        Assert.Equal(plain, vault.OpenText(vault.Seal(plain, "party/1/name"), "party/1/name"));

    [Fact]
    public void The_same_value_is_sealed_differently_each_time_and_never_shows()
    {
        var first = vault.Seal(Phone, "party/1/phone");
        Assert.NotEqual(first, vault.Seal(Phone, "party/1/phone"));
        Assert.Equal(-1, first.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Phone)));
    }

    [Fact]
    public void A_sealed_value_cannot_be_moved_to_another_row()
    {
        var moved = vault.Seal(Phone, "party/1/phone");
        Assert.ThrowsAny<CryptographicException>(() => vault.Open(moved, "party/2/phone"));
    }

    [Fact]
    public void Any_changed_byte_is_found()
    {
        var intact = vault.Seal(Phone, "party/1/phone");
        for (var i = 0; i < intact.Length; i++)
        {
            var changed = intact.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => vault.Open(changed, "party/1/phone"));
        }
        Assert.ThrowsAny<CryptographicException>(() => vault.Open(intact.AsSpan(0, 20), "party/1/phone"));
    }

    [Fact]
    public void Another_key_opens_nothing_and_finds_nothing()
    {
        var other = new Vault(RandomNumberGenerator.GetBytes(32));
        Assert.ThrowsAny<CryptographicException>(() => other.Open(vault.Seal(Phone, "a"), "a"));
        Assert.NotEqual(vault.Index(Phone, "phone"), other.Index(Phone, "phone"));
    }

    [Fact]
    public void An_index_is_the_same_for_the_same_value_and_purpose_only()
    {
        Assert.Equal(vault.Index(Phone, "phone"), vault.Index(Phone, "phone"));
        Assert.NotEqual(vault.Index(Phone, "phone"), vault.Index(Phone, "name"));
        Assert.NotEqual(vault.Index("13912341235", "phone"), vault.Index(Phone, "phone"));
        Assert.Equal(32, vault.Index(Phone, "phone").Length);
    }

    [Theory]
    [InlineData("张三丰", "张**")]
    [InlineData("欧阳修", "欧**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void A_name_shows_its_first_character(string? name, string? masked) =>
        Assert.Equal(masked, Masks.Name(name));

    [Theory]
    [InlineData("13912341234", "139****1234")]
    [InlineData("+86 139-1234-1234", "139****1234")]
    [InlineData("88812345", "****45")]
    [InlineData("12345", "****")]
    [InlineData("12", "****")]
    [InlineData(null, null)]
    public void A_mobile_number_shows_three_digits_and_four_and_a_shorter_one_its_last_two(
        string? phone, string? masked) => Assert.Equal(masked, Masks.Phone(phone));
}
