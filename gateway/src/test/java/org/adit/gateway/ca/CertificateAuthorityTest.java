package org.adit.gateway.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.ChainChecker;
import org.adit.protocol.pki.ChainChecker.Purpose;
import org.adit.protocol.pki.Pem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The CA's files, as they survive restarts, crashes and careless administrators.
class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> HOSTS = List.of("vpn.example.com", "192.0.2.1");

    @TempDir
    private Path temporary;

    private final Randomness randomness = new Random(1)::nextBytes;
    private Path folder;

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("data").resolve("ca");
    }

    @Test
    void aCaComesBackAsItWas() {
        Certificate made = good(create()).certificate();
        assertThat(made.subjectText()).isEqualTo("CN=Example CA");
        assertThat(made.key().kind()).isEqualTo(KeyKind.EC_P256);
        assertThat(good(load()).certificate()).isEqualTo(made);
    }

    @Test
    void onlyTheOwnerReadsWhatIsWritten() throws IOException {
        good(good(create()).serverCredentials(HOSTS, NOW));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(4)
                    .allMatch(file -> !file.toString().endsWith(".new"))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aCaIsNeverMadeOverAnother() {
        good(create());
        assertThat(failure(create())).isEqualTo(new CaFailure.AlreadyThere(folder.resolve("ca.pem")));
    }

    @Test
    void withoutCaThereIsNothingToLoad() {
        assertThat(failure(load())).isEqualTo(new CaFailure.NoAuthority(folder));
        assertThat(folder).doesNotExist();
    }

    @Test
    void keysThatOthersCanReadAreRefused() throws IOException {
        good(create());
        Path file = folder.resolve("ca.pem");
        for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            assertThat(failure(load())).isEqualTo(new CaFailure.ReadableByOthers(file, permissions));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(failure(load())).isEqualTo(new CaFailure.ReadableByOthers(folder, "rwxr-x---"));
    }

    @Test
    void aDamagedKeyFileIsRefused() throws IOException {
        good(create());
        Path file = folder.resolve("ca.pem");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        assertThat(failure(load())).isInstanceOf(CaFailure.Broken.class);

        try (Secret other =
                Pem.writePrivateKey(SigningKeys.generate(KeyKind.EC_P256).pkcs8())) {
            String certificate = whole.substring(whole.indexOf("-----BEGIN CERTIFICATE"));
            Files.writeString(file, other.use(octets -> new String(octets, StandardCharsets.US_ASCII)) + certificate);
        }
        assertThat(failure(load())).isEqualTo(new CaFailure.Broken(file, "key and certificate do not belong together"));

        Files.delete(file);
        Files.createDirectory(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(failure(load())).isInstanceOf(CaFailure.Broken.class);
    }

    @Test
    void whatACrashLeavesBehindIsNoHindrance() throws IOException {
        // killed after the draft was written, before it got its name
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("ca.pem.new"), "half a ke");
        assertThat(failure(load())).isEqualTo(new CaFailure.NoAuthority(folder));
        good(create());
        assertThat(folder.resolve("ca.pem.new")).doesNotExist();
    }

    @Test
    void theGatewayGetsAnRsaAndAnEcdsaCertificateForItsNames() {
        CertificateAuthority ca = good(create());
        List<LocalCredential.WithCertificate> credentials = good(ca.serverCredentials(HOSTS, NOW));

        assertThat(credentials).extracting(c -> c.key().kind()).containsExactly(KeyKind.RSA, KeyKind.EC_P256);
        for (LocalCredential.WithCertificate credential : credentials) {
            Certificate leaf = credential.chain().getFirst();
            assertThat(credential.identity()).isEqualTo(Identity.fqdn("vpn.example.com"));
            assertThat(leaf.dnsNames()).containsExactly("vpn.example.com", "192.0.2.1");
            assertThat(leaf.addresses()).hasSize(1);
            assertThat(new ChainChecker(List.of(ca.certificate())).check(credential.chain(), Purpose.GATEWAY, NOW))
                    .isInstanceOf(Result.Ok.class);
        }
    }

    @Test
    void certificatesStayUntilNamesChangeOrTheEndIsNear() {
        CertificateAuthority ca = good(create());
        List<Certificate> first = leaves(ca, HOSTS, NOW);
        assertThat(leaves(good(load()), HOSTS, NOW.plus(Duration.ofDays(600)))).isEqualTo(first);
        assertThat(leaves(ca, List.of("other.example.com"), NOW)).doesNotContainAnyElementsOf(first);

        List<Certificate> second = leaves(ca, HOSTS, NOW);
        assertThat(leaves(ca, HOSTS, NOW.plus(Duration.ofDays(701)))).doesNotContainAnyElementsOf(second);
    }

    @Test
    void devicesGetTheirNameAndAKeyThatIsKeptNowhere() {
        CertificateAuthority ca = good(create());
        for (KeyKind kind : KeyKind.values()) {
            try (Secret key = good(ca.issueDevice("alice@laptop", kind, NOW)).keyPem()) {
                String text = key.use(octets -> new String(octets, StandardCharsets.US_ASCII));
                assertThat(text).startsWith("-----BEGIN PRIVATE KEY-----");
            }
        }
        IssuedDevice device = good(ca.issueDevice("alice@laptop", KeyKind.ED25519, NOW));
        assertThat(device.certificate().mailNames()).containsExactly("alice@laptop");
        assertThat(device.certificatePem()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(device.authorityPem()).isNotEqualTo(device.certificatePem());
        assertThat(new ChainChecker(List.of(ca.certificate()))
                        .check(List.of(device.certificate()), Purpose.CLIENT, NOW))
                .isInstanceOf(Result.Ok.class);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("ca.pem", "ca.crt");
    }

    @Test
    void namesThatCannotBeCertifiedAreRefused() {
        CertificateAuthority ca = good(create());
        assertThat(failure(ca.issueDevice("not a name", KeyKind.ED25519, NOW))
                        .code()
                        .toString())
                .isEqualTo("AUTH-018");
        assertThat(failure(ca.serverCredentials(List.of(), NOW))).isEqualTo(new CaFailure.NoIdentity(List.of()));
        assertThat(failure(ca.serverCredentials(List.of("vpn.example.com", "*.example.com"), NOW)))
                .isInstanceOf(CaFailure.Refused.class);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidSo() throws IOException {
        Files.writeString(temporary.resolve("data"), "a file where the folder should be");
        assertThat(failure(create())).isInstanceOf(CaFailure.Unwritable.class);
    }

    @Test
    void everyFailureHasItsOwnCodeAndThreeTexts() {
        Path path = Path.of("ca.pem");
        List<CaFailure> all = List.of(
                new CaFailure.ReadableByOthers(path, "rw-r--r--"),
                new CaFailure.Unreadable(path, "gone"),
                new CaFailure.Unwritable(path, "full"),
                new CaFailure.NoAuthority(path),
                new CaFailure.AlreadyThere(path),
                new CaFailure.Broken(path, "there is nothing"),
                new CaFailure.NoIdentity(List.of()));
        assertThat(all).hasSize(CaFailure.class.getPermittedSubclasses().length - 1);
        assertThat(all.stream().map(CaFailure::code).distinct()).hasSameSizeAs(all);
        assertThat(all).allSatisfy(failure -> {
            assertThat(failure.code().number()).isBetween(40, 59);
            assertThat(failure.explain().remedy()).endsWith(".");
        });
    }

    private static List<Certificate> leaves(CertificateAuthority ca, List<String> hosts, Instant at) {
        return good(ca.serverCredentials(hosts, at)).stream()
                .map(credential -> credential.chain().getFirst())
                .toList();
    }

    private Result<CertificateAuthority, CaFailure> create() {
        return CertificateAuthority.create(folder, "Example CA", randomness, NOW);
    }

    private Result<CertificateAuthority, CaFailure> load() {
        return CertificateAuthority.load(folder, randomness);
    }

    private static <T> T good(Result<T, CaFailure> result) {
        return switch (result) {
            case Result.Ok<T, CaFailure>(T value) -> value;
            case Result.Failed<T, CaFailure>(CaFailure failure) -> throw new AssertionError(failure.toString());
        };
    }

    private static <T> CaFailure failure(Result<T, CaFailure> result) {
        return switch (result) {
            case Result.Ok<T, CaFailure>(T value) -> throw new AssertionError("accepted: " + value);
            case Result.Failed<T, CaFailure>(CaFailure failure) -> failure;
        };
    }
}
