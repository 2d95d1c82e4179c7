package org.adit.protocol.exchange;

import java.util.EnumSet;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.HashAlgorithm;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;

/// What the peer announced in IKE_SA_INIT. `hashes` is empty if it does not know RFC 7427.
public record PeerFeatures(boolean fragmentation, Set<HashAlgorithm> hashes) {
    public PeerFeatures {
        hashes = Set.copyOf(hashes);
    }

    static PeerFeatures of(IkeMessage message) {
        Set<HashAlgorithm> hashes = EnumSet.noneOf(HashAlgorithm.class);
        message.notify(NotifyType.SIGNATURE_HASH_ALGORITHMS)
                .map(Payload.Notify::data)
                .ifPresent(list -> addKnown(list, hashes));
        return new PeerFeatures(
                message.notify(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED).isPresent(), hashes);
    }

    private static void addKnown(Bytes list, Set<HashAlgorithm> hashes) {
        for (int i = 0; i + 1 < list.length(); i += 2) {
            int id = list.at(i) << 8 | list.at(i + 1);
            for (HashAlgorithm hash : HashAlgorithm.values()) {
                if (hash.id() == id) {
                    hashes.add(hash);
                }
            }
        }
    }

    /// Our own announcement (RFC 7427 §4): every hash we have code for, and never SHA-1.
    public static Payload.Notify ownHashes() {
        byte[] list = new byte[2 * HashAlgorithm.values().length];
        int at = 0;
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            list[at++] = 0;
            list[at++] = (byte) hash.id();
        }
        return Payload.Notify.of(NotifyType.SIGNATURE_HASH_ALGORITHMS, Bytes.wrap(list));
    }
}
