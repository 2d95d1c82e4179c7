package org.adit.protocol.auth;

import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;

/// Checks a MIC of method 2. A peer that is not known costs as much as one with a wrong secret (R-7296-17).
final class SharedSecretCheck {
    private static final int NOBODYS_OCTETS = 32;

    private final List<Trust.SharedSecret> secrets;

    SharedSecretCheck(List<Trust.SharedSecret> secrets) {
        this.secrets = secrets;
    }

    Result<Identity, AuthFailure> check(PeerProof proof) {
        Identity claimed = Identity.of(proof.identification());
        try (Secret nobodys = Secret.own(new byte[NOBODYS_OCTETS])) {
            boolean known = false;
            Secret shared = nobodys;
            for (Trust.SharedSecret candidate : secrets) {
                boolean same = candidate.peer().sameAs(claimed);
                shared = same && !known ? candidate.secret() : shared;
                known |= same;
            }
            boolean right = equalInConstantTime(
                    SignedOctets.mic(proof.exchange(), proof.identification(), shared),
                    proof.authentication().data());
            if (!known) {
                return Result.failed(new AuthFailure.SharedSecretUnknown(claimed.text()));
            }
            if (!right) {
                return Result.failed(new AuthFailure.SharedSecretWrong(claimed.text()));
            }
            boolean welcome = proof.expected().map(claimed::sameAs).orElse(true);
            return welcome
                    ? Result.ok(claimed)
                    : Result.failed(new AuthFailure.UnexpectedIdentity(
                            proof.expected().map(Identity::text).orElse(""), claimed.text(), List.of()));
        }
    }

    private static boolean equalInConstantTime(Bytes computed, Bytes received) {
        try (Secret mine = Secret.own(computed.toArray());
                Secret theirs = Secret.own(received.toArray())) {
            return mine.sameAs(theirs);
        }
    }
}
