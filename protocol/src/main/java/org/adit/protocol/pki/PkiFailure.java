package org.adit.protocol.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;

/// Why a certificate, a chain or a key in a file is not accepted. Codes AUTH-001 to AUTH-049. Texts inside are already
/// fit to be shown.
public sealed interface PkiFailure extends Failure {
    @Override
    default Blame blame() {
        return Blame.CREDENTIALS;
    }

    private static FailureCode auth(int number) {
        return new FailureCode(FailureCode.Area.AUTH, number);
    }

    /// The octets are not a certificate in DER.
    record Malformed(String why) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(1);
        }

        @Override
        public Blame blame() {
            return Blame.PEER_PROTOCOL;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "What was presented as a certificate is not one.",
                    "The octets are not a DER-encoded X.509 version 3 certificate: " + why + ".",
                    "Issue the certificate again, and check that it was not altered or cut when it was copied.");
        }
    }

    /// Larger than we are willing to read (`limit` of `what`).
    record OutOfBounds(String what, long found, long limit) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(2);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "A certificate is larger than we accept.",
                    "It has " + found + " " + what + "; the limit is " + limit + ".",
                    "Issue a smaller certificate: fewer names, no embedded logos or policies.");
        }
    }

    /// A public key that is too weak, or of a kind that we do not use.
    record UnsupportedKey(String subject, String found) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(3);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + subject + " has a key that we do not accept.",
                    "The key is " + found + ".",
                    "Use RSA with 2048 to 8192 bits and a public exponent of at least 65537, ECDSA on P-256, P-384 or"
                            + " P-521, or Ed25519.");
        }
    }

    /// Signed with an algorithm that is broken (MD5, SHA-1) or that we have no code for.
    record UnsupportedSignature(String subject, String algorithm) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(4);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + subject + " is signed in a way that we do not accept.",
                    "Its signature algorithm is " + algorithm + ".",
                    "Have it issued again with SHA-256, SHA-384, SHA-512 or Ed25519.");
        }
    }

    record Expired(String subject, String serial, Instant notAfter, Instant at) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(5);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + subject + " has expired.",
                    "It was valid until " + notAfter + ", that is " + span(notAfter, at) + " before our clock's " + at
                            + " (serial " + serial + ").",
                    "Issue a new certificate for it, or correct the clock of this machine if that time is wrong.");
        }
    }

    record NotYetValid(String subject, String serial, Instant notBefore, Instant at) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(6);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + subject + " is not valid yet.",
                    "It begins at " + notBefore + ", that is " + span(at, notBefore) + " after our clock's " + at
                            + " (serial " + serial + ").",
                    "Correct the clock of this machine, or wait until the certificate begins.");
        }
    }

    /// No trust anchor has the name that `subject` was issued by. `known` are the anchors' names.
    record UnknownAuthority(String subject, String issuer, List<String> known) implements PkiFailure {
        public UnknownAuthority {
            known = List.copyOf(known);
        }

        @Override
        public FailureCode code() {
            return auth(7);
        }

        @Override
        public Explanation explain() {
            String ours = known.isEmpty() ? "nobody" : Shown.text(String.join("; ", known));
            return new Explanation(
                    "The certificate of " + subject + " comes from an authority that we do not know.",
                    "It was issued by " + issuer + "; we trust " + ours + ".",
                    "Import the certificate of that authority if it may vouch here, or use a certificate of an"
                            + " authority that is trusted. An intermediate certificate may also be missing from what"
                            + " was sent.");
        }
    }

    /// The names fit, but `issuer`'s key did not make the signature.
    record BadSignature(String subject, String issuer) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(8);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + subject + " was not signed by the authority that it names.",
                    "It names " + issuer + ", but the signature does not verify with that authority's key.",
                    "Check whether the authority was created anew under its old name: certificates of the old one are"
                            + " then void. Otherwise the certificate was altered.");
        }
    }

    /// Extended key usage without what is needed here.
    record WrongPurpose(String subject, ChainChecker.Purpose wanted, List<String> found) implements PkiFailure {
        public WrongPurpose {
            found = List.copyOf(found);
        }

        @Override
        public FailureCode code() {
            return auth(9);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + subject + " was not issued for this purpose.",
                    "It must be good for a " + wanted.text() + ", but its extended key usage lists only "
                            + Shown.text(String.join(", ", found)) + ".",
                    "Issue a certificate with extended key usage " + wanted.remedy() + ".");
        }
    }

    /// Key usage without the bit that is needed.
    record WrongKeyUsage(String subject, String needed) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(10);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The key of " + subject + " may not be used for this.",
                    "Its certificate's key usage does not include " + needed + ".",
                    "Issue the certificate with key usage " + needed + ".");
        }
    }

    /// A certificate in the chain signed another without being an authority.
    record NotAnAuthority(String subject, String signed) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(11);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + signed + " was issued by somebody who may not issue certificates.",
                    "The certificate of " + subject + " is not that of an authority (basic constraints).",
                    "Use a certificate that a real authority issued. If nobody knows where this one comes from, treat"
                            + " it as an attack.");
        }
    }

    record PathTooLong(String authority, int allowed, int found) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(12);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There are more authorities below " + authority + " than it allows.",
                    "Its path length constraint allows " + allowed + " below it; the chain has " + found + ".",
                    "Have the certificate issued by an authority closer to the root, or reissue " + authority
                            + " with a larger path length.");
        }
    }

    record NameNotPermitted(String subject, String name, String authority) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(13);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + subject + " holds a name that its authority may not give.",
                    "The name constraints of " + authority + " do not allow " + name + ".",
                    "Issue the certificate with a name inside the constraints, or by another authority.");
        }
    }

    record UnknownCriticalExtension(String subject, String oid) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(14);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The certificate of " + subject + " has a condition that we do not understand.",
                    "Its extension " + oid + " is marked critical, so it must not be ignored (RFC 5280 §4.2).",
                    "Issue the certificate without that extension, or not critical.");
        }
    }

    record ChainTooLong(int found, int limit) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(15);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "Too many certificates were presented.",
                    "There are " + found + "; at most " + limit + " are looked at.",
                    "Configure the other side to send only its own certificate and the intermediate authorities.");
        }
    }

    record NothingPresented() implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(16);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "No certificate was presented.",
                    "The other side wants to prove itself with a signature, but sent no X.509 certificate.",
                    "Configure the other side to send its certificate always, not only when asked.");
        }
    }

    /// The chain can be read in so many ways that we stopped looking.
    record TooManyPaths(String subject, int tried) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(17);
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "No path from " + subject + " to an authority that we know was found in reasonable time.",
                    "The certificates presented can be linked in very many ways; " + tried + " links were tried.",
                    "Configure the other side to send one chain only.");
        }
    }

    /// A name that a certificate cannot carry.
    record UnusableName(String name, String why) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(18);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "No certificate can be issued for \"" + name + "\".",
                    "The name " + why + ".",
                    "Choose a host name, an IP address or a name of the form user@device, in ASCII letters, digits,"
                            + " dots, hyphens and underscores.");
        }
    }

    /// PEM text that does not hold what was looked for.
    record UnreadablePem(String wanted, String why) implements PkiFailure {
        @Override
        public FailureCode code() {
            return auth(19);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "No " + wanted + " could be read.",
                    "The text is not PEM as expected: " + why + ".",
                    "Give a PEM file that has a block \"-----BEGIN " + wanted + "-----\", unencrypted.");
        }
    }

    private static String span(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        if (span.toDays() >= 2) {
            return span.toDays() + " days";
        }
        return span.toHours() >= 2 ? span.toHours() + " hours" : ChronoUnit.SECONDS.between(from, to) + " seconds";
    }
}
