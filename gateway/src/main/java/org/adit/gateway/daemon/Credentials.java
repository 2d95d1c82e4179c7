package org.adit.gateway.daemon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.gateway.access.GatewayFailure;
import org.adit.gateway.ca.CaFailure;
import org.adit.gateway.ca.CertificateAuthority;
import org.adit.gateway.config.GatewayConfig;
import org.adit.gateway.config.Site;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.pki.ChainChecker;

/// With what the gateway proves itself, and whom it believes: its CA's server certificates for devices, a shared
/// secret for each site.
final class Credentials {
    private Credentials() {}

    static Result<IkeSettings, Failure> settings(GatewayConfig config, CertificateAuthority authority, Instant now) {
        String name = config.gateway().name();
        List<LocalCredential> own = new ArrayList<>();
        switch (authority.serverCredentials(List.of(name), now)) {
            case Result.Ok<List<LocalCredential.WithCertificate>, CaFailure>(var certificates) ->
                own.addAll(certificates);
            case Result.Failed<List<LocalCredential.WithCertificate>, CaFailure>(CaFailure failure) -> {
                return Result.failed(failure);
            }
        }
        Identity self = own.getFirst().identity();
        List<Trust.SharedSecret> secrets = new ArrayList<>();
        for (Site site : config.sites()) {
            Optional<Identity> peer = Identity.parse(site.identity());
            if (peer.isEmpty()) {
                return Result.failed(new GatewayFailure.SiteIdentityUnreadable(site.name(), site.identity()));
            }
            switch (SettingsFile.secret(site)) {
                case Result.Ok<Secret, Failure>(Secret secret) -> {
                    secrets.add(new Trust.SharedSecret(peer.get(), secret));
                    own.add(new LocalCredential.WithSharedSecret(self, secret));
                }
                case Result.Failed<Secret, Failure>(Failure failure) -> {
                    return Result.failed(failure);
                }
            }
        }
        // Stock clients sign with RSA PKCS#1 and SHA-2; nothing weaker is accepted with it.
        Trust trust = new Trust(new ChainChecker(List.of(authority.certificate())), secrets, true);
        return Result.ok(IkeSettings.gateway(config.crypto().policy(), own, trust));
    }
}
