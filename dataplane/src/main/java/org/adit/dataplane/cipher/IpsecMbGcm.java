package org.adit.dataplane.cipher;

import static org.adit.dataplane.cipher.AeadFrame.OWN;

import java.nio.ByteBuffer;
import org.adit.dataplane.ffm.IpsecMb;
import org.adit.dataplane.ffm.KeyMemory;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// AES-GCM in ESP (RFC 4106) over libIPSec_MB: one call a packet.
final class IpsecMbGcm implements EspCipher {
    private static final int CONTEXT = OWN;
    private static final int PREPARED = OWN + 2 * IpsecMb.ALIGNMENT;
    private static final int OWN_OCTETS = PREPARED - OWN + IpsecMb.GCM_KEY_OCTETS;

    private final AeadFrame frame;
    private final boolean longKey;
    private final int keyOctets;

    IpsecMbGcm(EspSuite suite, EspKeys keys) {
        this.frame = new AeadFrame(suite, keys);
        this.longKey = suite.encryption() == EncryptionAlgorithm.AES_256_GCM_16;
        this.keyOctets = suite.encryption().keyBits() / 8;
    }

    @Override
    public int ivOctets() {
        return AeadFrame.IV_OCTETS;
    }

    @Override
    public int icvOctets() {
        return AeadFrame.TAG_OCTETS;
    }

    @Override
    public int blockOctets() {
        return AeadFrame.BLOCK_OCTETS;
    }

    @Override
    public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        KeyMemory memory = keyed();
        frame.seal(memory, from, payload, payloadOctets, to, esp, sequence);
        IpsecMb.gcmSeal(
                longKey,
                prepared(memory),
                context(memory),
                frame.target(),
                frame.source(),
                payloadOctets,
                AeadFrame.nonce(memory),
                frame.associated(memory),
                frame.associatedOctets(),
                frame.target() + payloadOctets);
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        int payloadOctets = AeadFrame.payloadOctets(espOctets);
        if (payloadOctets < 0) {
            return false;
        }
        KeyMemory memory = keyed();
        frame.open(memory, from, esp, payloadOctets, to, payload, sequence);
        IpsecMb.gcmOpen(
                longKey,
                prepared(memory),
                context(memory),
                frame.target(),
                frame.source(),
                payloadOctets,
                AeadFrame.nonce(memory),
                frame.associated(memory),
                frame.associatedOctets(),
                AeadFrame.expectedTag(memory));
        return frame.authentic(memory);
    }

    private KeyMemory keyed() {
        KeyMemory memory = frame.memory();
        return memory == null ? prepare() : memory;
    }

    private KeyMemory prepare() {
        KeyMemory memory = frame.begin(OWN_OCTETS, CONTEXT);
        IpsecMb.gcmPrepare(longKey, memory.address(CONTEXT, keyOctets), prepared(memory));
        memory.zero(CONTEXT, keyOctets); // what is prepared has it
        return memory;
    }

    private static long context(KeyMemory memory) {
        return memory.address(CONTEXT, IpsecMb.GCM_CONTEXT_OCTETS);
    }

    private static long prepared(KeyMemory memory) {
        return memory.address(PREPARED, IpsecMb.GCM_KEY_OCTETS);
    }

    @Override
    public void close() {
        frame.close();
    }
}
