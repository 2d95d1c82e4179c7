package org.adit.client.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.base.settings.SecretReference;
import org.adit.client.TestPki;
import org.adit.client.profile.Profile;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    private Path folder;

    private Result<Credentials, Failure> withSecretIn(Path file) {
        return Credentials.of(new Profile(
                "hq",
                new Profile.Gateway("198.51.100.1", List.of(), Identity.fqdn("hq.example.org"), 4500, List.of()),
                new Profile.Device(
                        Identity.fqdn("branch.example.org"),
                        new Profile.Proof.WithSharedSecret(new SecretReference.InFile(file.toString()))),
                new Profile.Tunnel(Profile.Tunnel.Mode.SPLIT, 1400),
                CryptoPolicy.DEFAULT));
    }

    @Test
    void aSecretIsReadWithoutTheEndOfItsLineAndBelongsToBothSides() throws IOException {
        Path file = Files.writeString(folder.resolve("psk"), "0123456789abcdef0123\r\n");

        Credentials credentials = TestPki.must(withSecretIn(file));

        Secret due = Secret.own("0123456789abcdef0123".getBytes(StandardCharsets.UTF_8));
        assertThat(credentials.own())
                .isInstanceOfSatisfying(
                        LocalCredential.WithSharedSecret.class,
                        own -> assertThat(own.secret().sameAs(due)).isTrue());
        assertThat(credentials.trust().secrets().getFirst().peer()).isEqualTo(Identity.fqdn("hq.example.org"));
    }

    @Test
    void aSecretThatIsShortOrMissingIsRefusedWithoutShowingIt() throws IOException {
        Path file = Files.writeString(folder.resolve("psk"), "hunter2\n");

        assertThat(withSecretIn(file))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.toString())
                                .contains("SecretUnusable")
                                .contains("7 octets")
                                .doesNotContain("hunter2"));
        assertThat(withSecretIn(folder.resolve("none")).toString()).contains("SecretUnusable");
    }
}
