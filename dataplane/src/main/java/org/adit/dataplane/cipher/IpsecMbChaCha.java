package org.adit.dataplane.cipher;

import static org.adit.dataplane.cipher.AeadFrame.OWN;

import java.nio.ByteBuffer;
import org.adit.dataplane.ffm.IpsecMb;
import org.adit.dataplane.ffm.KeyMemory;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// ChaCha20-Poly1305 in ESP (RFC 7634) over libIPSec_MB.
final class IpsecMbChaCha implements EspCipher {
    private static final int KEY_OCTETS = 32;
    private static final int KEY = OWN;
    private static final int CONTEXT = OWN + IpsecMb.ALIGNMENT;
    private static final int OWN_OCTETS = CONTEXT - OWN + IpsecMb.CHACHA_CONTEXT_OCTETS;

    private final AeadFrame frame;

    IpsecMbChaCha(EspSuite suite, EspKeys keys) {
        this.frame = new AeadFrame(suite, keys);
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
        begin(memory);
        IpsecMb.chaChaSeal(key(memory), context(memory), frame.target(), frame.source(), payloadOctets);
        IpsecMb.chaChaTag(context(memory), frame.target() + payloadOctets);
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        int payloadOctets = AeadFrame.payloadOctets(espOctets);
        if (payloadOctets < 0) {
            return false;
        }
        KeyMemory memory = keyed();
        frame.open(memory, from, esp, payloadOctets, to, payload, sequence);
        begin(memory);
        IpsecMb.chaChaOpen(key(memory), context(memory), frame.target(), frame.source(), payloadOctets);
        IpsecMb.chaChaTag(context(memory), AeadFrame.expectedTag(memory));
        return frame.authentic(memory);
    }

    private void begin(KeyMemory memory) {
        IpsecMb.chaChaBegin(
                key(memory),
                context(memory),
                AeadFrame.nonce(memory),
                frame.associated(memory),
                frame.associatedOctets());
    }

    private KeyMemory keyed() {
        KeyMemory memory = frame.memory();
        return memory == null ? frame.begin(OWN_OCTETS, KEY) : memory;
    }

    private static long key(KeyMemory memory) {
        return memory.address(KEY, KEY_OCTETS);
    }

    private static long context(KeyMemory memory) {
        return memory.address(CONTEXT, IpsecMb.CHACHA_CONTEXT_OCTETS);
    }

    @Override
    public void close() {
        frame.close();
    }
}
