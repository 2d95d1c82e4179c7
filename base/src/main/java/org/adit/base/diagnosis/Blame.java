package org.adit.base.diagnosis;

/// Where to look first.
public enum Blame {
    OUR_SETTINGS,
    THEIR_SETTINGS,
    CREDENTIALS,
    NETWORK,
    PEER_PROTOCOL,
    OUR_BUG,
    OVERLOAD
}
