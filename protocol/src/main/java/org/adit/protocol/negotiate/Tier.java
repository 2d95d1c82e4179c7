package org.adit.protocol.negotiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;

/// One row of a policy: a proposal as we make it, or take it from a peer. A responder may combine any transforms of one
/// proposal, so a row never mixes key strengths (`keyBits`) nor AEADs with other ciphers.
record Tier(int protocol, int keyBits, List<Slot> slots) {
    /// What is acceptable for one transform type, best first. `mayBeAbsent`: leaving the type out means its NONE.
    record Slot(int type, List<Transform> accepted, boolean mayBeAbsent) {
        Slot {
            accepted = List.copyOf(accepted);
        }

        Optional<Transform> best(Proposal offered) {
            List<Transform> present = offered.ofType(type);
            return accepted.stream().filter(present::contains).findFirst();
        }

        boolean fits(Proposal offered) {
            return best(offered).isPresent()
                    || mayBeAbsent && offered.ofType(type).isEmpty();
        }
    }

    Tier {
        slots = List.copyOf(slots);
    }

    /// A tier that lacks an algorithm for one of its types can never be agreed on.
    boolean usable() {
        return slots.stream().noneMatch(slot -> slot.accepted().isEmpty());
    }

    /// The same tier with another slot for its type, or with one more.
    Tier with(Slot other) {
        List<Slot> changed = new ArrayList<>(slots);
        changed.removeIf(slot -> slot.type() == other.type());
        changed.add(other);
        return new Tier(protocol, keyBits, changed);
    }

    List<Transform> accepted(int type) {
        return slots.stream()
                .filter(slot -> slot.type() == type)
                .flatMap(slot -> slot.accepted().stream())
                .toList();
    }

    /// As an offer. INTEG NONE is left out (RFC 5282 §8 allows both; older peers only know this one).
    Proposal offer(int number, Bytes spi) {
        List<Transform> transforms = slots.stream()
                .flatMap(slot -> slot.accepted().stream())
                .filter(transform -> !transform.equals(Transforms.NO_INTEGRITY))
                .toList();
        return new Proposal(number, protocol, spi, transforms);
    }

    /// The responder's answer to `offered`: the best transform of every type, exactly as it was offered; empty if one
    /// type has none (RFC 7296 §2.7, §3.3).
    Optional<Proposal> answer(Proposal offered) {
        List<Transform> chosen = new ArrayList<>();
        for (Slot slot : slots) {
            if (!slot.fits(offered)) {
                return Optional.empty();
            }
            slot.best(offered).ifPresent(chosen::add);
        }
        return Optional.of(new Proposal(offered.number(), protocol, Bytes.EMPTY, chosen));
    }
}
