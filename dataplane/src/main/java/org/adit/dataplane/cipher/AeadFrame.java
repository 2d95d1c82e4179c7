package org.adit.dataplane.cipher;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.adit.base.secret.Secret;
import org.adit.dataplane.ffm.BufferAddress;
import org.adit.dataplane.ffm.KeyMemory;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.jspecify.annotations.Nullable;

/// What AEADs in ESP have in common, for libraries that want addresses: nonce, associated data and tag of the packet
/// at hand, in memory outside the heap that is there from the first packet on, so that an idle SA has none.
/// RFC 4106, 7634 §2: the nonce is `salt(4) | IV(8)`, the IV the 64-bit sequence number, which never comes twice.
///
/// Nothing here believes a length: what a library gets lies within the buffers.
final class AeadFrame {
    static final int HEADER_OCTETS = 8;
    static final int IV_OCTETS = 8;
    static final int TAG_OCTETS = 16;
    static final int BLOCK_OCTETS = 4;
    static final int SALT_OCTETS = 4;
    static final int NONCE_OCTETS = SALT_OCTETS + IV_OCTETS;
    private static final int HEAD_OCTETS = HEADER_OCTETS + IV_OCTETS;

    private static final int NONCE = 0;
    private static final int ASSOCIATED = 16;
    private static final int TAG = 32;
    private static final int WRITTEN = 48;
    /// Where the engine's own part of the memory begins.
    static final int OWN = 64;

    private final Secret keyMaterial;
    private final int keyOctets;
    private final int associatedOctets;
    private @Nullable BufferAddress sources;
    private @Nullable BufferAddress targets;
    private @Nullable KeyMemory memory;
    private long lowestUnused;
    private long source;
    private long target;
    private long tagOfPacketHigh;
    private long tagOfPacketLow;

    AeadFrame(EspSuite suite, EspKeys keys) {
        if (!suite.encryption().aead()
                || keys.encryption().length() != suite.encryption().keyMaterialOctets()) {
            throw new IllegalArgumentException(suite + " does not go with " + keys.encryption());
        }
        this.keyMaterial = keys.encryption().copy();
        this.keyOctets = keyMaterial.length() - SALT_OCTETS;
        // RFC 4106 §5: SPI | 32-bit number, or SPI | 64-bit number with ESN
        this.associatedOctets = suite.extendedSequenceNumbers() ? 12 : 8;
    }

    /// Absent before the first packet.
    @Nullable
    KeyMemory memory() {
        return memory;
    }

    /// Makes the memory, with room for `ownOctets` of the engine's, the key at `keyAt`. On the heap it is then wiped.
    KeyMemory begin(int ownOctets, int keyAt) {
        return keyMaterial.use(material -> {
            KeyMemory made = KeyMemory.allocate(OWN + ownOctets);
            made.copyIn(NONCE, material, keyOctets, SALT_OCTETS);
            made.copyIn(keyAt, material, 0, keyOctets);
            memory = made;
            sources = new BufferAddress();
            targets = new BufferAddress();
            keyMaterial.close();
            return made;
        });
    }

    /// Writes the IV and makes ready to seal.
    void seal(
            KeyMemory memory, ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        if (Long.compareUnsigned(sequence, lowestUnused) < 0) {
            throw new IllegalStateException("a sequence number that was used would repeat the nonce");
        }
        source = requireNonNull(sources).of(from, payload, payloadOctets);
        target = requireNonNull(targets).of(to, esp, Math.addExact(HEAD_OCTETS + TAG_OCTETS, payloadOctets))
                + HEAD_OCTETS;
        touch(from, payload, payloadOctets);
        lowestUnused = sequence + 1;
        to.putLong(esp + HEADER_OCTETS, sequence);
        memory.putNetworkLong(NONCE + SALT_OCTETS, sequence);
        associate(memory, to.getInt(esp), sequence);
    }

    /// Makes ready to open `payloadOctets`, at least 0; they are written to `to[payload..]`.
    void open(
            KeyMemory memory, ByteBuffer from, int esp, int payloadOctets, ByteBuffer to, int payload, long sequence) {
        if (to.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        source = requireNonNull(sources).of(from, esp, HEAD_OCTETS + payloadOctets + TAG_OCTETS) + HEAD_OCTETS;
        target = requireNonNull(targets).of(to, payload, payloadOctets);
        touch(to, payload, payloadOctets);
        int tag = esp + HEAD_OCTETS + payloadOctets;
        tagOfPacketHigh = from.getLong(tag);
        tagOfPacketLow = from.getLong(tag + Long.BYTES);
        memory.putNetworkLong(NONCE + SALT_OCTETS, from.getLong(esp + HEADER_OCTETS));
        associate(memory, from.getInt(esp), sequence);
    }

    /// The payload of an ESP packet of `espOctets`; below 0 if it is too short to be one.
    static int payloadOctets(int espOctets) {
        return espOctets - HEAD_OCTETS - TAG_OCTETS;
    }

    private void associate(KeyMemory memory, int spi, long sequence) {
        memory.putNetworkInt(ASSOCIATED, spi);
        if (associatedOctets == 12) {
            memory.putNetworkLong(ASSOCIATED + 4, sequence);
        } else {
            memory.putNetworkInt(ASSOCIATED + 4, (int) sequence);
        }
    }

    /// An address outlives the arena that a buffer may come from; the buffer itself tells.
    private static void touch(ByteBuffer buffer, int at, int octets) {
        if (octets > 0) {
            buffer.get(at + octets - 1);
        }
    }

    /// Of the payload to read.
    long source() {
        return source;
    }

    /// Of the payload to write.
    long target() {
        return target;
    }

    int associatedOctets() {
        return associatedOctets;
    }

    static long nonce(KeyMemory memory) {
        return memory.address(NONCE, NONCE_OCTETS);
    }

    long associated(KeyMemory memory) {
        return memory.address(ASSOCIATED, associatedOctets);
    }

    /// Where the library writes the tag that an opened packet should have.
    static long expectedTag(KeyMemory memory) {
        return memory.address(TAG, TAG_OCTETS);
    }

    static long written(KeyMemory memory) {
        return memory.address(WRITTEN, Integer.BYTES);
    }

    /// Whether the packet's tag is the expected one, in time that does not depend on where they differ.
    boolean authentic(KeyMemory memory) {
        long different = memory.networkLongAt(TAG) ^ tagOfPacketHigh;
        different |= memory.networkLongAt(TAG + Long.BYTES) ^ tagOfPacketLow;
        return different == 0;
    }

    void close() {
        keyMaterial.close();
        if (memory != null) {
            memory.close();
        }
    }
}
