package org.adit.dataplane.userspace;

import java.util.concurrent.TimeUnit;

/// The MTU that a path showed to have, if it is narrower than was assumed: datagrams of the peer came in fragments, and
/// paths are mostly as wide one way as the other. Only authentic packets teach it (ICMP, which would too, anybody can
/// forge). It is forgotten ten minutes after the last fragment (RFC 1191 §6.3, RFC 8201 §4), for by then the peer may
/// have learnt as well, and then the path may have changed unseen.
///
/// Never less than 1,280, which every link of IPv6 carries (RFC 8200 §5): on narrower paths fragments do no harm but to
/// speed, and whoever shortens fragments on the way gains nothing more.
final class LearntMtu {
    static final int LEAST = 1280;
    private static final long LIFE_NANOS = TimeUnit.MINUTES.toNanos(10);

    /// 0: nothing was learnt.
    private int mtu;
    private long learntAt;

    /// A packet that came in fragments was `narrow` at most; `assumed` is what holds without any. True if less fits now
    /// than before.
    boolean learn(int narrow, int assumed, long nowNanos) {
        int before = of(assumed, nowNanos);
        int bounded = Math.min(assumed, Math.max(LEAST, narrow));
        if (bounded > before) {
            return false; // the last fragments of a longer packet are short; only a narrower path is news
        }
        learntAt = nowNanos;
        if (bounded == before) {
            return false;
        }
        mtu = bounded;
        return true;
    }

    int of(int assumed, long nowNanos) {
        if (mtu != 0 && nowNanos - learntAt > LIFE_NANOS) {
            forget();
        }
        return mtu == 0 ? assumed : Math.min(mtu, assumed);
    }

    void forget() {
        mtu = 0;
    }
}
