package org.adit.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.client.profile.ProfileText;
import org.adit.protocol.crypto.GeneratedKey;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.CertificateIssuer;
import org.adit.protocol.pki.Validity;

/// An authority, a gateway and a device, made anew for each run.
public final class TestPki {
    public static final String GATEWAY = "vpn.example.org";
    public static final String DEVICE = "alice@laptop.example.org";

    public final GeneratedKey deviceKey = SigningKeys.generate(KeyKind.EC_P256);
    public final GeneratedKey gatewayKey = SigningKeys.generate(KeyKind.EC_P256);
    public final Certificate root;
    public final Certificate gateway;
    public final Certificate device;

    public TestPki() {
        Random random = new Random(20261101);
        Randomness randomness = random::nextBytes;
        Instant now = Instant.now();
        Validity validity = new Validity(now.minusSeconds(3600), now.plusSeconds(86_400));
        GeneratedKey rootKey = SigningKeys.generate(KeyKind.EC_P256);
        root = must(
                CertificateIssuer.root("Test CA", rootKey.verifyingKey(), rootKey.signingKey(), validity, randomness));
        CertificateIssuer issuer = new CertificateIssuer(root, rootKey.signingKey());
        gateway = must(issuer.server(List.of(GATEWAY), gatewayKey.verifyingKey(), validity, randomness));
        device = must(issuer.device(DEVICE, deviceKey.verifyingKey(), validity, randomness));
    }

    public ProfileText.Parts parts(List<IpAddress> addresses, Tunnel.Mode mode) {
        return new ProfileText.Parts(
                GATEWAY,
                addresses,
                Optional.empty(),
                List.of(root),
                DEVICE,
                List.of(device),
                new Tunnel(mode, 1400),
                CryptoPolicy.DEFAULT);
    }

    public static <T, F extends Failure> T must(Result<T, F> result) {
        return switch (result) {
            case Result.Ok<T, F>(T value) -> value;
            case Result.Failed<T, F>(F failure) ->
                throw new AssertionError(failure.code() + " " + failure + ": " + failure.explain());
        };
    }
}
