package org.adit.dataplane.cipher;

import static org.adit.dataplane.cipher.AeadFrame.OWN;

import java.nio.ByteBuffer;
import org.adit.dataplane.ffm.KeyMemory;
import org.adit.dataplane.ffm.LibCrypto;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// AEADs in ESP over libcrypto: five short calls a packet, the key set once. The context is made for the direction of
/// the first packet, and keeps it.
final class LibCryptoAead implements EspCipher {
    private static final int KEY = OWN;
    private static final int KEY_OCTETS = 32;

    private final AeadFrame frame;
    private final LibCrypto.Cipher cipher;
    private long context;
    private boolean sealing;

    LibCryptoAead(EspSuite suite, EspKeys keys) {
        this.frame = new AeadFrame(suite, keys);
        this.cipher = cipher(suite);
    }

    static LibCrypto.Cipher cipher(EspSuite suite) {
        return switch (suite.encryption()) {
            case AES_256_GCM_16 -> LibCrypto.Cipher.AES_256_GCM;
            case CHACHA20_POLY1305 -> LibCrypto.Cipher.CHACHA20_POLY1305;
            case AES_128_GCM_16 -> LibCrypto.Cipher.AES_128_GCM;
            case AES_256_CBC -> LibCrypto.Cipher.AES_256_CBC;
            case AES_128_CBC -> LibCrypto.Cipher.AES_128_CBC;
        };
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
        KeyMemory memory = keyed(true);
        frame.seal(memory, from, payload, payloadOctets, to, esp, sequence);
        long tag = frame.target() + payloadOctets;
        if (!run(memory, payloadOctets)
                || !LibCrypto.finish(context, tag, AeadFrame.written(memory))
                || !LibCrypto.tag(context, tag)) {
            throw refused();
        }
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        int payloadOctets = AeadFrame.payloadOctets(espOctets);
        if (payloadOctets < 0) {
            return false;
        }
        KeyMemory memory = keyed(false);
        frame.open(memory, from, esp, payloadOctets, to, payload, sequence);
        if (!run(memory, payloadOctets) || !LibCrypto.expect(context, frame.source() + payloadOctets)) {
            throw refused();
        }
        return LibCrypto.finish(context, AeadFrame.expectedTag(memory), AeadFrame.written(memory));
    }

    private boolean run(KeyMemory memory, int payloadOctets) {
        long written = AeadFrame.written(memory);
        return LibCrypto.begin(context, AeadFrame.nonce(memory))
                && LibCrypto.update(context, 0, written, frame.associated(memory), frame.associatedOctets())
                && (payloadOctets == 0
                        || LibCrypto.update(context, frame.target(), written, frame.source(), payloadOctets));
    }

    private KeyMemory keyed(boolean toSeal) {
        KeyMemory memory = frame.memory();
        if (memory == null) {
            return setUp(toSeal);
        }
        if (context == 0 || sealing != toSeal) {
            throw new IllegalStateException("this cipher was closed, or is for the other direction");
        }
        return memory;
    }

    private KeyMemory setUp(boolean toSeal) {
        KeyMemory memory = frame.begin(KEY_OCTETS, KEY);
        context = LibCrypto.cipher(cipher, memory.address(KEY, KEY_OCTETS), toSeal);
        memory.zero(KEY, KEY_OCTETS); // the context has it
        if (context == 0) {
            frame.close();
            throw refused();
        }
        sealing = toSeal;
        return memory;
    }

    private IllegalStateException refused() {
        return new IllegalStateException("libcrypto refused a valid call of " + cipher);
    }

    @Override
    public void close() {
        frame.close();
        if (context != 0) {
            LibCrypto.freeCipher(context);
            context = 0;
        }
    }
}
