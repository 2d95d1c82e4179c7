package org.adit.gateway.session;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.net.IpFamily;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.ike.Question;
import org.adit.protocol.ipsec.Path;

/// A proven peer that wants in. Made only from [Question.Admit], so that it cannot be asked for anybody unproven.
public final class AdmitRequest {
    /// The checked leaf certificate, as far as admission needs it.
    record PeerCertificate(Bytes fingerprint, String subject) {}

    private final Identity identity;
    private final String identityText;
    private final Optional<PeerCertificate> certificate;
    private final Path path;
    private final List<IpFamily> addresses;

    AdmitRequest(
            Identity identity,
            String identityText,
            Optional<PeerCertificate> certificate,
            Path path,
            List<IpFamily> addresses) {
        this.identity = identity;
        this.identityText = identityText;
        this.certificate = certificate;
        this.path = path;
        this.addresses = List.copyOf(addresses);
    }

    public static AdmitRequest of(Question.Admit question) {
        Identity identity = question.peer().identity();
        return new AdmitRequest(
                identity,
                identity.text(),
                question.peer().certificate().map(leaf -> new PeerCertificate(leaf.fingerprint(), leaf.subjectText())),
                question.path(),
                question.addresses());
    }

    Identity identity() {
        return identity;
    }

    String identityText() {
        return identityText;
    }

    /// Empty for shared secrets.
    Optional<PeerCertificate> certificate() {
        return certificate;
    }

    Path path() {
        return path;
    }

    /// The families that addresses were asked for.
    List<IpFamily> addresses() {
        return addresses;
    }
}
