package org.adit.client.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.base.settings.SecretReference;
import org.adit.client.connection.ClientFailure;
import org.adit.client.profile.Profile;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.ChainChecker;

/// What a profile's proof means to the engine: how we prove ourselves, and whom we believe.
record Credentials(LocalCredential own, Trust trust) {
    private static final int FEWEST_OCTETS = 16;
    private static final int MOST_OCTETS = 1024;

    static Result<Credentials, Failure> of(Profile profile) {
        ChainChecker chains = new ChainChecker(profile.gateway().authorities());
        boolean pkcs1 = profile.policy() != CryptoPolicy.MODERN;
        return switch (profile.device().proof()) {
            case Profile.Proof.WithCertificate(var chain, var key) ->
                Result.ok(new Credentials(
                        new LocalCredential.WithCertificate(profile.device().identity(), chain, key),
                        new Trust(chains, List.of(), pkcs1)));
            case Profile.Proof.WithSharedSecret(var reference) ->
                read(reference)
                        .map(secret -> new Credentials(
                                new LocalCredential.WithSharedSecret(
                                        profile.device().identity(), secret),
                                new Trust(
                                        chains,
                                        List.of(new Trust.SharedSecret(
                                                profile.gateway().identity(), secret)),
                                        pkcs1)));
        };
    }

    private static Result<Secret, Failure> read(SecretReference reference) {
        try {
            byte[] octets = switch (reference) {
                case SecretReference.InFile(String path) -> Files.readAllBytes(Path.of(path));
                case SecretReference.InEnvironment(String name) -> {
                    String value = System.getenv(name);
                    yield value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                }
            };
            int length = withoutLineEnd(octets);
            byte[] exact = Arrays.copyOf(octets, length);
            Arrays.fill(octets, (byte) 0);
            return length < FEWEST_OCTETS || length > MOST_OCTETS
                    ? unusable(
                            reference,
                            "It has " + length + " octets; " + FEWEST_OCTETS + " to " + MOST_OCTETS + " are taken")
                    : Result.ok(Secret.own(exact));
        } catch (IOException trouble) {
            return unusable(reference, trouble.getClass().getSimpleName());
        }
    }

    private static int withoutLineEnd(byte[] octets) {
        int length = octets.length;
        while (length > 0 && (octets[length - 1] == '\n' || octets[length - 1] == '\r')) {
            length--;
        }
        return length;
    }

    private static Result<Secret, Failure> unusable(SecretReference reference, String why) {
        return Result.failed(new ClientFailure.SecretUnusable(reference.toString(), why));
    }
}
