package org.adit.protocol.pki;

import java.time.Instant;
import java.util.List;
import org.adit.base.diagnosis.Result;

/// Checks a presented chain against trust anchors (RFC 5280 §6, within the bounds of R-5280-02). Policies are not asked
/// for; revocation is the business of whoever asks. Anchors are held to their own dates and constraints too.
public final class ChainChecker {
    /// The leaf and the authorities, anchor included.
    public static final int MAX_CERTIFICATES = 8;

    /// What the leaf must be good for. In both, a leaf without EKU is good for all, as is one with ikeIntermediate,
    /// ipsecIKE or anyExtendedKeyUsage (RFC 4945 §5.1.3.12).
    public enum Purpose {
        /// serverAuth, or one of the above
        GATEWAY("1.3.6.1.5.5.7.3.1", "VPN gateway", "serverAuth"),
        /// clientAuth, or one of the above
        CLIENT("1.3.6.1.5.5.7.3.2", "VPN client", "clientAuth");

        private static final String IKE_INTERMEDIATE = "1.3.6.1.5.5.8.2.2";
        private static final String IPSEC_IKE = "1.3.6.1.5.5.7.3.17";
        private static final String ANY = "2.5.29.37.0";

        private final String oid;
        private final String text;
        private final String remedy;

        Purpose(String oid, String text, String remedy) {
            this.oid = oid;
            this.text = text;
            this.remedy = remedy;
        }

        boolean admittedBy(List<String> purposes) {
            return purposes.contains(oid)
                    || purposes.contains(IKE_INTERMEDIATE)
                    || purposes.contains(IPSEC_IKE)
                    || purposes.contains(ANY);
        }

        String text() {
            return text;
        }

        String remedy() {
            return remedy;
        }
    }

    private final List<Certificate> anchors;

    public ChainChecker(List<Certificate> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    /// `presented` is leaf first, the rest in any order; returns the leaf.
    public Result<Certificate, PkiFailure> check(List<Certificate> presented, Purpose purpose, Instant at) {
        return path(presented, purpose, at).map(List::getFirst);
    }

    /// As [#check]; the whole path, leaf first and anchor last.
    Result<List<Certificate>, PkiFailure> path(List<Certificate> presented, Purpose purpose, Instant at) {
        if (presented.isEmpty()) {
            return Result.failed(new PkiFailure.NothingPresented());
        }
        if (presented.size() > MAX_CERTIFICATES) {
            return Result.failed(new PkiFailure.ChainTooLong(presented.size(), MAX_CERTIFICATES));
        }
        return new PathSearch(anchors, presented, path -> PathRules.check(path, purpose, at)).run();
    }

    public List<Certificate> anchors() {
        return anchors;
    }
}
