package org.adit.protocol.ike;

/// Every reason an IKE SA may need waking. One row each, in one table: nothing else keeps time.
public enum Timer {
    RETRANSMIT,
    HALF_OPEN,
    ANSWER_OVERDUE,
    LIVENESS,
    KEEPALIVE,
    CHILDREN,
    RETRY,
    REKEY_IKE,
    HARD_EXPIRY
}
