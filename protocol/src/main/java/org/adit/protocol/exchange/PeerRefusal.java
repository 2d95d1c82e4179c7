package org.adit.protocol.exchange;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.NotifyType;

/// What the bare error notify of a peer most likely means, in words.
final class PeerRefusal {
    private PeerRefusal() {}

    static Blame blame(NotifyType notify) {
        return switch (notify.value()) {
            case 14, 17, 38 -> Blame.THEIR_SETTINGS;
            case 24, 46 -> Blame.CREDENTIALS;
            case 35, 36, 43 -> Blame.OVERLOAD;
            default -> Blame.PEER_PROTOCOL;
        };
    }

    static Explanation explain(ExchangeType exchange, NotifyType notify) {
        String what = "The peer refused " + exchange + " with " + notify + ".";
        return switch (notify.value()) {
            case 14 ->
                new Explanation(
                        what,
                        "None of the algorithms we offered is allowed there, or it knows no peer like us.",
                        "Compare the crypto policies of both sides; on the other side look at the log of this attempt.");
            case 24 ->
                new Explanation(
                        what,
                        "It did not accept who we are: unknown, revoked or expired certificate, wrong key, or the identity"
                                + " is not known there. By design it does not tell which.",
                        "On the gateway, `adit attempts` and `adit explain` show the reason; check that the profile is the"
                                + " newest one and that the clock of this machine is right.");
            case 36 ->
                new Explanation(
                        what,
                        "The gateway has no inside address left for us.",
                        "Ask the gateway's administrator to widen the address pool or to end idle sessions.");
            case 38 ->
                new Explanation(
                        what,
                        "The networks we asked for have nothing in common with what it allows.",
                        "Compare the networks (traffic selectors) on both sides.");
            case 35 ->
                new Explanation(
                        what,
                        "It allows no further Child SAs.",
                        "Use one Child SA with several selectors, or raise its limit.");
            case 43 ->
                new Explanation(
                        what,
                        "It was busy with a change to the same SA.",
                        "Nothing: it is tried again by itself. If it repeats, reconnect.");
            default ->
                new Explanation(
                        what,
                        "This notify says no more than its name.",
                        "Look at the peer's log for the time of this attempt.");
        };
    }
}
