package org.adit.protocol.pki;

import static org.adit.protocol.pki.CertificateForge.NOW;
import static org.adit.protocol.pki.CertificateForge.failure;
import static org.adit.protocol.pki.CertificateForge.good;
import static org.adit.protocol.pki.CertificateForge.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.pki.ChainChecker.Purpose;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What we issue: names, purposes and dates that stock clients accept.
class CertificateIssuerTest {
    private static final Duration YEAR = Duration.ofDays(365);

    private final Randomness randomness = new Random(42)::nextBytes;
    private final GeneratedKey rootKey = key(KeyKind.EC_P256, 1);
    private final Certificate root = good(CertificateIssuer.root(
            "Example CA",
            rootKey.verifyingKey(),
            rootKey.signingKey(),
            Validity.startingAt(NOW, YEAR.multipliedBy(10)),
            randomness));
    private final CertificateIssuer issuer = new CertificateIssuer(root, rootKey.signingKey());
    private final ChainChecker checker = new ChainChecker(List.of(root));

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void serversAndDevicesOfAnyKeyKindPassForTheirPurposeOnly(KeyKind kind) {
        Certificate server = server(kind, "vpn.example.com");
        Certificate device = good(
                issuer.device("alice@laptop", key(kind, 0).verifyingKey(), Validity.startingAt(NOW, YEAR), randomness));

        assertThat(checker.check(List.of(server), Purpose.GATEWAY, NOW)).isInstanceOf(Result.Ok.class);
        assertThat(checker.check(List.of(device), Purpose.CLIENT, NOW)).isInstanceOf(Result.Ok.class);
        assertThat(failure(checker.check(List.of(device), Purpose.GATEWAY, NOW)))
                .isInstanceOf(PkiFailure.WrongPurpose.class);
        assertThat(device.mailNames()).containsExactly("alice@laptop");
        assertThat(device.subjectText()).isEqualTo("CN=alice@laptop");
    }

    @Test
    void anAddressIsBothAnAddressAndAHostName() {
        // Windows looks for an IP server in dNSName, others in iPAddress
        Certificate server = server(KeyKind.RSA, "192.0.2.1", "2001:DB8::1", "vpn.example.com");
        assertThat(server.addresses()).containsExactly(IpAddress.of("192.0.2.1"), IpAddress.of("2001:db8::1"));
        assertThat(server.dnsNames()).containsExactly("192.0.2.1", "2001:db8::1", "vpn.example.com");
    }

    @Test
    void serversHaveThePurposesAndUsagesThatClientsLookFor() {
        Certificate rsa = server(KeyKind.RSA, "vpn.example.com");
        Certificate ecdsa = server(KeyKind.EC_P256, "vpn.example.com");
        assertThat(rsa.extensions().purposes()).contains(List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.8.2.2"));
        assertThat(rsa.extensions().mayBeUsedFor(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                .isTrue();
        assertThat(ecdsa.extensions().mayBeUsedFor(KeyUsage.digitalSignature)).isTrue();
        assertThat(ecdsa.extensions().mayBeUsedFor(KeyUsage.keyEncipherment)).isFalse();
    }

    @Test
    void theRootIssuesLeavesOnly() {
        assertThat(root.authority()).isTrue();
        assertThat(root.extensions().pathLength()).contains(0);
        assertThat(root.wasSignedBy(root)).isTrue();
        assertThat(server(KeyKind.EC_P256, "a.example").authority()).isFalse();
    }

    @Test
    void certificatesBeginAnHourAgoAndNeverOutliveTheirAuthority() {
        Validity hundredYears = Validity.startingAt(NOW, YEAR.multipliedBy(100));
        Certificate device =
                good(issuer.device("a@b", key(KeyKind.EC_P256, 0).verifyingKey(), hundredYears, randomness));
        assertThat(device.notBefore()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(device.notAfter()).isEqualTo(root.notAfter());
    }

    @Test
    void serialsAreSixteenRandomOctets() {
        Set<String> serials = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            serials.add(server(KeyKind.EC_P256, "a.example").serial());
        }
        assertThat(serials).hasSize(50).allMatch(serial -> serial.length() == 32);
    }

    @Test
    void namesThatNoCertificateShouldCarryAreRefused() {
        for (String name :
                List.of("", "a b", "*.example.com", "ä.example", "a@", "@b", "a@b@c", "-a.example", "a..b")) {
            assertThat(failure(issuer.device(name, rootKey.verifyingKey(), Validity.startingAt(NOW, YEAR), randomness)))
                    .isInstanceOf(PkiFailure.UnusableName.class);
            assertThat(failure(issuer.server(
                            List.of("ok.example", name),
                            rootKey.verifyingKey(),
                            Validity.startingAt(NOW, YEAR),
                            randomness)))
                    .isInstanceOf(PkiFailure.UnusableName.class);
        }
    }

    @Test
    void pemComesBackAsItWas() {
        Certificate server = server(KeyKind.RSA, "vpn.example.com");
        String text = "Subject: whatever\r\n" + Pem.write(List.of(server, root)).replace("\n", "\r\n") + "tail";
        assertThat(good(Pem.certificates(text))).containsExactly(server, root);

        GeneratedKey made = SigningKeys.generate(KeyKind.ED25519);
        Secret read = good(Pem.privateKey(Pem.writePrivateKey(made.pkcs8())));
        assertThat(read.sameAs(made.pkcs8())).isTrue();
    }

    @Test
    void brokenPemIsRefused() {
        String whole = Pem.write(List.of(root));
        assertThat(failure(Pem.certificates(""))).isInstanceOf(PkiFailure.UnreadablePem.class);
        assertThat(failure(Pem.certificates(whole.substring(0, whole.length() - 20))))
                .isInstanceOf(PkiFailure.UnreadablePem.class);
        assertThat(failure(Pem.certificates(whole.replaceFirst("M", "!"))))
                .isInstanceOf(PkiFailure.UnreadablePem.class);
        assertThat(failure(Pem.certificates("x".repeat(2_000_000)))).isInstanceOf(PkiFailure.UnreadablePem.class);
        assertThat(failure(Pem.privateKey(Secret.own(Bytes.ofUtf8(whole).toArray()))))
                .isInstanceOf(PkiFailure.UnreadablePem.class);
    }

    private Certificate server(KeyKind kind, String... hosts) {
        return good(
                issuer.server(List.of(hosts), key(kind, 0).verifyingKey(), Validity.startingAt(NOW, YEAR), randomness));
    }
}
