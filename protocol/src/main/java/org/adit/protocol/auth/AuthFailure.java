package org.adit.protocol.auth;

import java.util.List;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.pki.PkiFailure;
import org.adit.protocol.pki.Shown;
import org.adit.protocol.wire.AuthenticationMethod;

/// Why a proof of identity could not be made or was not accepted. Codes AUTH-050 to AUTH-099; wraps those of `pki`.
/// All of them are one AUTHENTICATION_FAILED on the wire (R-7296-17).
public sealed interface AuthFailure extends Failure {
    @Override
    default Blame blame() {
        return Blame.CREDENTIALS;
    }

    private static FailureCode auth(int number) {
        return new FailureCode(FailureCode.Area.AUTH, number);
    }

    /// The certificate or its chain; speaks with the words and the code of `why`.
    record CertificateRefused(PkiFailure why) implements AuthFailure {
        @Override
        public FailureCode code() {
            return why.code();
        }

        @Override
        public Blame blame() {
            return why.blame();
        }

        @Override
        public Explanation explain() {
            return why.explain();
        }
    }

    record IdentityNotInCertificate(String claimed, List<String> names) implements AuthFailure {
        public IdentityNotInCertificate {
            names = List.copyOf(names);
        }

        @Override
        public FailureCode code() {
            return auth(50);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The other side calls itself " + claimed + ", which its certificate does not say.",
                    "The certificate is for " + listed(names) + "; a name counts only as an alternative name of the"
                            + " same type, not as a common name.",
                    "Set the identity of the other side to one of these names, or issue its certificate with " + claimed
                            + " as alternative name.");
        }
    }

    record UnexpectedIdentity(String expected, String claimed, List<String> names) implements AuthFailure {
        public UnexpectedIdentity {
            names = List.copyOf(names);
        }

        @Override
        public FailureCode code() {
            return auth(51);
        }

        @Override
        public Explanation explain() {
            String also = names.isEmpty() ? "" : " with a certificate for " + listed(names);
            return new Explanation(
                    "We wanted to reach " + expected + ", but " + claimed + " answered.",
                    "It proved to be " + claimed + also + "; none of that is " + expected + ".",
                    "Connect under a name that the gateway's certificate holds, or have the certificate issued for "
                            + expected + ". If neither is wrong, somebody is in between.");
        }
    }

    record UnsupportedIdentity(String claimed) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(52);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The other side sent an identity of a type that a certificate cannot prove.",
                    "It sent " + claimed + ".",
                    "Configure a host name, a mail address, an IP address or a distinguished name as its identity.");
        }
    }

    record BadSignature(String claimed, AuthenticationMethod method) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(53);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The signature of " + claimed + " does not verify.",
                    "The certificate is good, but the signature (" + method + ") was not made with its key over the"
                            + " messages that we exchanged.",
                    "Check that the other side's private key belongs to its certificate. If it does, the messages were"
                            + " altered on the way.");
        }
    }

    record SharedSecretUnknown(String claimed) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(54);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no shared secret for " + claimed + ".",
                    "The other side wants to prove itself with a pre-shared key, and no site is configured with that"
                            + " identity.",
                    "Configure a site with the identity " + claimed
                            + " and its secret, or let the other side use a certificate.");
        }
    }

    record SharedSecretWrong(String claimed) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(55);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The shared secret of " + claimed + " differs from ours.",
                    "The code that it sent does not match the one computed with our secret for that identity.",
                    "Enter the same secret on both sides; watch for a line end or a space that was copied with it.");
        }
    }

    record UnsupportedMethod(AuthenticationMethod method) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(56);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The other side proves itself in a way that is not supported.",
                    "It used authentication method " + method + ".",
                    "Configure it to use a certificate with RSA, ECDSA or Ed25519.");
        }
    }

    record OldMethod(AuthenticationMethod method) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(57);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The other side used an outdated kind of signature although both know the new one.",
                    "Both sides sent SIGNATURE_HASH_ALGORITHMS, so method 14 must be used (RFC 7427 §3), but it used "
                            + method + ".",
                    "Update the other side, or look for something in between that forces old methods.");
        }
    }

    record MethodNotAllowed(String scheme) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(58);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The other side signed with RSA in the old PKCS#1 v1.5 form.",
                    "It used " + scheme + ", which our crypto policy does not allow.",
                    "Let the other side use RSA-PSS or ECDSA, or choose a crypto policy that allows PKCS#1 for stock"
                            + " clients.");
        }
    }

    record UnknownAlgorithm(Bytes identifier) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(59);
        }

        @Override
        public Blame blame() {
            return Blame.THEIR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The other side signed with an algorithm that we do not accept.",
                    "Its AlgorithmIdentifier is " + (identifier.isEmpty() ? "missing" : identifier.toString()) + ".",
                    "Let it sign with RSA-PSS or ECDSA over SHA-256, SHA-384 or SHA-512, or with Ed25519.");
        }
    }

    record KeyOfOtherKind(String method, KeyKind kind) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(60);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The kind of signature does not fit the certificate.",
                    "The signature says " + method + ", but the key of the certificate is " + kind + ".",
                    "Check that the other side sends the certificate first that it signs with.");
        }
    }

    record MalformedAuthentication(String why) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(61);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The proof of identity is malformed.",
                    "The authentication data cannot be read: " + why + ".",
                    "Update the other side's VPN software; this is a fault in it.");
        }
    }

    /// Ours: no way of signing with this key that the peer would understand.
    record NoCommonSignature(KeyKind kind, Set<HashAlgorithm> peerHashes) implements AuthFailure {
        public NoCommonSignature {
            peerHashes = Set.copyOf(peerHashes);
        }

        @Override
        public FailureCode code() {
            return auth(62);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            String theirs = peerHashes.isEmpty()
                    ? "did not say that it knows signatures of RFC 7427"
                    : "knows only " + peerHashes.stream().sorted().toList();
            return new Explanation(
                    "We cannot sign in a way that the other side understands.",
                    "Our key is " + kind + "; the other side " + theirs + ".",
                    "Use a certificate with another kind of key for this peer: RSA is understood by all.");
        }
    }

    /// Ours: the key and the certificate do not belong together.
    record KeyWithoutCertificate(String identity, KeyKind kind) implements AuthFailure {
        @Override
        public FailureCode code() {
            return auth(63);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "We have no certificate to sign with as " + identity + ".",
                    "The private key is " + kind + ", and no certificate with such a key goes with it.",
                    "Configure the certificate that belongs to this private key.");
        }
    }

    private static String listed(List<String> names) {
        return Shown.text(String.join(", ", names));
    }
}
