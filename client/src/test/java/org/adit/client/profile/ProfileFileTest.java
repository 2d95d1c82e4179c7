package org.adit.client.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.secret.Secret;
import org.adit.base.settings.Problem;
import org.adit.base.settings.Problems;
import org.adit.base.settings.SecretReference;
import org.adit.client.TestPki;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.junit.jupiter.api.Test;

class ProfileFileTest {
    private static final TestPki PKI = new TestPki();
    private static final List<IpAddress> ADDRESSES =
            List.of(IpAddress.of("198.51.100.1"), IpAddress.of("2001:db8:51::1"));

    private static String text(Tunnel.Mode mode) {
        try (Secret text = ProfileText.withKey(PKI.parts(ADDRESSES, mode), PKI.deviceKey.pkcs8())) {
            return text.use(octets -> new String(octets, StandardCharsets.UTF_8));
        }
    }

    private static ProfileReading read(String text) {
        return ProfileFile.read("alice", "alice.adit", Secret.own(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Profile valid(String text) {
        return switch (read(text)) {
            case ProfileReading.Valid(Profile profile) -> profile;
            case ProfileReading.Invalid(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    private static List<Problem> problems(String text) {
        return switch (read(text)) {
            case ProfileReading.Valid(Profile profile) -> throw new AssertionError("valid: " + profile);
            case ProfileReading.Invalid(List<Problem> problems) -> problems;
        };
    }

    private static String keyOf(String text) {
        return text.substring(text.indexOf("-----BEGIN PRIVATE KEY-----"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Profile profile = valid(text(Tunnel.Mode.FULL));

        assertThat(profile.name()).isEqualTo("alice");
        assertThat(profile.gateway().host()).isEqualTo(TestPki.GATEWAY);
        assertThat(profile.gateway().addresses()).isEqualTo(ADDRESSES);
        assertThat(profile.gateway().identity()).isEqualTo(Identity.fqdn(TestPki.GATEWAY));
        assertThat(profile.gateway().port()).isEqualTo(4500);
        assertThat(profile.gateway().authorities()).containsExactly(PKI.root);
        assertThat(profile.device().identity()).isEqualTo(Identity.rfc822(TestPki.DEVICE));
        assertThat(profile.device().proof())
                .isInstanceOfSatisfying(
                        Profile.Proof.WithCertificate.class,
                        proof -> assertThat(proof.chain()).containsExactly(PKI.device));
        assertThat(profile.tunnel()).isEqualTo(new Tunnel(Tunnel.Mode.FULL, 1400));
        assertThat(profile.policy()).isEqualTo(CryptoPolicy.DEFAULT);
    }

    @Test
    void aSitesProfileHoldsAReferenceToItsSecretAndNoKey() {
        ProfileText.Parts parts = new ProfileText.Parts(
                "198.51.100.1",
                List.of(),
                Optional.of("hq.example.org"),
                List.of(),
                "branch.example.org",
                List.of(),
                new Tunnel(Tunnel.Mode.SPLIT, 1300),
                CryptoPolicy.MODERN);
        String text = ProfileText.withSecret(parts, new SecretReference.InFile("/etc/adit/hq.psk"));

        Profile profile = valid(text);

        assertThat(profile.gateway().host()).isEqualTo("198.51.100.1");
        assertThat(profile.gateway().identity()).isEqualTo(Identity.fqdn("hq.example.org"));
        assertThat(profile.device().proof())
                .isEqualTo(new Profile.Proof.WithSharedSecret(new SecretReference.InFile("/etc/adit/hq.psk")));
        assertThat(profile.policy()).isEqualTo(CryptoPolicy.MODERN);
    }

    @Test
    void tunnelAndCryptoMayBeLeftOut() {
        String text = text(Tunnel.Mode.FULL);
        String short_ = text.substring(0, text.indexOf("[tunnel]")) + keyOf(text);

        assertThat(valid(short_).tunnel()).isEqualTo(new Tunnel(Tunnel.Mode.SPLIT, 1438));
    }

    @Test
    void allMistakesAreToldAtOnceWithTheirPlaces() {
        String text = text(Tunnel.Mode.SPLIT)
                .replace("mode = \"split\"", "mode = \"some\"")
                .replace("mtu = 1400", "mtu = 100\ncolour = \"red\"")
                .replace("\"198.51.100.1\"", "\"198.51.100.256\"")
                .replace("identity = \"" + TestPki.DEVICE + "\"", "identity = \"two words\"");

        List<Problem> problems = problems(text);

        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(
                        Problems.BAD_VALUE,
                        Problems.BAD_VALUE,
                        Problems.BAD_VALUE,
                        Problems.BAD_VALUE,
                        Problems.UNKNOWN);
        assertThat(problems)
                .allMatch(p -> p.line() > 0 && p.column() > 0 && p.file().equals("alice.adit"));
    }

    @Test
    void aProfileWithoutItsKeyIsRefused() {
        String text = text(Tunnel.Mode.SPLIT);
        String cut = text.substring(0, text.indexOf("-----BEGIN PRIVATE KEY-----"));

        assertThat(problems(cut))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("private key").contains("missing"));
    }

    @Test
    void aKeyThatWasCutOffIsRefusedWithoutShowingIt() {
        String text = text(Tunnel.Mode.SPLIT);
        String cut = text.substring(0, text.length() - 60);
        String body = keyOf(text).lines().skip(1).findFirst().orElseThrow();

        assertThat(problems(cut))
                .singleElement()
                .satisfies(
                        p -> assertThat(p.toString()).contains("cannot be read").doesNotContain(body));
    }

    @Test
    void theKeyOfSomeoneElseIsRefused() {
        String mine = text(Tunnel.Mode.SPLIT);
        String another;
        TestPki others = new TestPki();
        try (Secret text = ProfileText.withKey(others.parts(ADDRESSES, Tunnel.Mode.SPLIT), others.deviceKey.pkcs8())) {
            another = text.use(octets -> new String(octets, StandardCharsets.UTF_8));
        }
        String mixed = mine.substring(0, mine.indexOf("-----BEGIN PRIVATE KEY-----")) + keyOf(another);

        assertThat(problems(mixed))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("does not belong"));
    }

    @Test
    void aCertificateThatIsNoneIsToldAtItsLine() {
        String text =
                text(Tunnel.Mode.SPLIT).replaceFirst("authorities = '''\n-----BEGIN CERT", "authorities = '''\n---");

        assertThat(problems(text)).anySatisfy(p -> assertThat(p.what()).startsWith("\"authorities\" cannot be read"));
    }

    @Test
    void withoutAnAnchorNoGatewayCouldBeChecked() {
        String text = text(Tunnel.Mode.SPLIT);
        int from = text.indexOf("authorities");
        int to = text.indexOf("[device]");

        assertThat(problems(text.substring(0, from) + text.substring(to)))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("authorities"));
    }

    @Test
    void aSecretBesideACertificateIsAConflict() {
        String text = text(Tunnel.Mode.SPLIT).replace("certificate = '''", "secret = \"env:PSK\"\ncertificate = '''");

        assertThat(problems(text)).extracting(Problem::code).containsExactly(Problems.CONFLICT);
    }

    @Test
    void port500IsRefused() {
        String text = text(Tunnel.Mode.SPLIT).replace("[device]", "port = 500\n[device]");

        assertThat(problems(text)).extracting(Problem::code).containsExactly(Problems.BAD_VALUE);
    }

    @Test
    void anEmptyFileAndOctetsThatAreNoTextAreProblems() {
        assertThat(problems("")).isNotEmpty();
        assertThat(problems("\u0000\uffff[[[")).isNotEmpty();
        assertThat(problems("-----BEGIN PRIVATE KEY-----\n")).isNotEmpty();
    }
}
