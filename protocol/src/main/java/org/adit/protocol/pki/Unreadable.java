package org.adit.protocol.pki;

/// Leaves the reading of a certificate at the place where it goes wrong; never leaves this package: [Certificate#parse]
/// turns it into its failure.
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient PkiFailure failure;

    Unreadable(PkiFailure failure) {
        super(failure.toString(), null, false, false);
        this.failure = failure;
    }

    static void unless(boolean condition, String why) throws Unreadable {
        if (!condition) {
            throw new Unreadable(new PkiFailure.Malformed(why));
        }
    }

    static void bound(String what, long found, long limit) throws Unreadable {
        if (found > limit) {
            throw new Unreadable(new PkiFailure.OutOfBounds(what, found, limit));
        }
    }

    PkiFailure failure() {
        return failure;
    }
}
