package org.adit.protocol.negotiate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;

/// What makes a proposal unacceptable whatever the policy says (R-7296-10).
final class Soundness {
    private static final Set<Integer> IKE_TYPES =
            Set.of(Transform.ENCRYPTION, Transform.PRF, Transform.INTEGRITY, Transform.KEY_EXCHANGE);
    private static final Set<Integer> ESP_TYPES =
            Set.of(Transform.ENCRYPTION, Transform.INTEGRITY, Transform.KEY_EXCHANGE, Transform.SEQUENCE_NUMBERS);
    /// The AES modes of IANA's transform type 1, whose key is 128 bits or more as the Key Length attribute says.
    private static final Set<Integer> NEEDS_KEY_LENGTH = Set.of(12, 13, 14, 15, 16, 18, 19, 20);

    private Soundness() {}

    /// Why the proposal at `index` of its payload is unacceptable in itself; empty if it is well made.
    static Optional<String> flaw(Proposal proposal, int index, int protocol) {
        if (proposal.protocol() != protocol) {
            return Optional.of("it is for protocol " + proposal.protocol() + ", not " + protocol);
        }
        // RFC 7296 §3.3.1: the first is number 1, each further one is one more.
        if (proposal.number() != index + 1) {
            return Optional.of("its number is " + proposal.number() + " where " + (index + 1) + " is due");
        }
        if (!spiFits(proposal.spi(), protocol)) {
            return Optional.of("its SPI of " + proposal.spi().length() + " octets cannot be used");
        }
        Set<Integer> known = protocol == Proposal.IKE ? IKE_TYPES : ESP_TYPES;
        for (Transform transform : proposal.transforms()) {
            // RFC 7296 §3.3.6: a transform type that is not understood takes the whole proposal with it.
            if (!known.contains(transform.type())) {
                return Optional.of("it holds transform type " + transform.type() + ", which is unknown here");
            }
            if (lacksKeyLength(transform)) {
                return Optional.of(transform + " lacks its Key Length");
            }
        }
        return Optional.empty();
    }

    static boolean sound(List<Proposal> proposals, int index, int protocol) {
        return flaw(proposals.get(index), index, protocol).isEmpty();
    }

    private static boolean lacksKeyLength(Transform transform) {
        return transform.type() == Transform.ENCRYPTION
                && NEEDS_KEY_LENGTH.contains(transform.id())
                && transform.keyBits().isEmpty();
    }

    private static boolean spiFits(Bytes spi, int protocol) {
        if (protocol == Proposal.IKE) {
            return spi.isEmpty() || spi.length() == 8;
        }
        return spi.length() == 4 && new Spi(spi.at(0) << 24 | spi.at(1) << 16 | spi.at(2) << 8 | spi.at(3)).usable();
    }
}
