package org.adit.protocol.pki;

import java.time.Instant;
import java.util.List;
import org.adit.base.diagnosis.Result;

/// Checks a presented chain against trust anchors (RFC 5280 §6, within the bounds of R-5280-02).
public final class ChainChecker {
    /// What the leaf must be good for.
    public enum Purpose {
        /// serverAuth, or ikeIntermediate, or no EKU at all
        GATEWAY,
        /// clientAuth, or ikeIntermediate, or no EKU at all
        CLIENT
    }

    private final List<Certificate> anchors;

    public ChainChecker(List<Certificate> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    /// `presented` is leaf first, the rest in any order; returns the leaf.
    public Result<Certificate, PkiFailure> check(List<Certificate> presented, Purpose purpose, Instant at) {
        throw new UnsupportedOperationException("seam " + anchors + presented + purpose + at);
    }

    public List<Certificate> anchors() {
        return anchors;
    }
}
