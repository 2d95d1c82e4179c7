package org.adit.dataplane.cipher;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import org.adit.base.Randomness;
import org.adit.base.secret.Secret;
import org.adit.dataplane.ffm.BufferAddress;
import org.adit.dataplane.ffm.KeyMemory;
import org.adit.dataplane.ffm.LibCrypto;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.crypto.IntegrityAlgorithm;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.jspecify.annotations.Nullable;

/// AES-CBC with HMAC in ESP (RFC 3602, 4868) over libcrypto. With ESN the high half of the number is authenticated
/// behind the ciphertext without being sent (RFC 4303 §2.2.1). Outside the heap from the first packet on.
final class LibCryptoCbcHmac implements EspCipher {
    private static final int HEADER_OCTETS = 8;
    private static final int IV_OCTETS = 16;
    private static final int BLOCK_OCTETS = 16;
    private static final int HEAD_OCTETS = HEADER_OCTETS + IV_OCTETS;
    /// How many IVs are drawn at once: a call of a secure generator costs more than its octets.
    private static final int IVS_DRAWN = 16;

    private static final int DIGEST = 0;
    private static final int DIGEST_OCTETS = 64;
    private static final int HIGH_HALF = 64;
    private static final int WRITTEN = 72;
    private static final int IV = 80;
    private static final int MEMORY_OCTETS = 128;

    private final EspSuite suite;
    private final LibCrypto.Cipher cipher;
    private final LibCrypto.Digest digest;
    private final Secret encryptionKey;
    private final Secret integrityKey;
    private final int icvOctets;
    private final Randomness randomness;
    private final BufferAddress sources = new BufferAddress();
    private final BufferAddress targets = new BufferAddress();
    private byte[] drawn = new byte[0];
    private int drawnAt;
    private @Nullable KeyMemory memory;
    private long context;
    private long hmac;
    private boolean sealing;

    LibCryptoCbcHmac(EspSuite suite, EspKeys keys, Randomness randomness) {
        IntegrityAlgorithm integrity = suite.integrity().orElseThrow();
        if (keys.encryption().length() != suite.encryption().keyMaterialOctets()
                || keys.integrity().length() != integrity.keyOctets()) {
            throw new IllegalArgumentException("keys of the wrong length for " + suite);
        }
        this.suite = suite;
        this.cipher = LibCryptoAead.cipher(suite);
        this.digest = digest(integrity);
        this.icvOctets = integrity.icvOctets();
        this.encryptionKey = keys.encryption().copy();
        this.integrityKey = keys.integrity().copy();
        this.randomness = randomness;
    }

    static LibCrypto.Digest digest(IntegrityAlgorithm integrity) {
        return switch (integrity) {
            case HMAC_SHA2_256_128 -> LibCrypto.Digest.SHA2_256;
            case HMAC_SHA2_384_192 -> LibCrypto.Digest.SHA2_384;
            case HMAC_SHA2_512_256 -> LibCrypto.Digest.SHA2_512;
        };
    }

    @Override
    public int ivOctets() {
        return IV_OCTETS;
    }

    @Override
    public int icvOctets() {
        return icvOctets;
    }

    @Override
    public int blockOctets() {
        return BLOCK_OCTETS;
    }

    @Override
    public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        if (payloadOctets % BLOCK_OCTETS != 0) {
            throw new IllegalArgumentException(payloadOctets + " octets are not whole blocks");
        }
        KeyMemory at = keyed(true);
        int authenticated = Math.addExact(HEAD_OCTETS, payloadOctets);
        long source = sources.of(from, payload, payloadOctets);
        long target = targets.of(to, esp, Math.addExact(authenticated, icvOctets));
        touch(from, payload, payloadOctets);
        drawIv();
        to.put(esp + HEADER_OCTETS, drawn, drawnAt, IV_OCTETS);
        at.copyIn(IV, drawn, drawnAt, IV_OCTETS);
        drawnAt += IV_OCTETS;
        crypt(at, target + HEAD_OCTETS, source, payloadOctets);
        authenticate(at, target, authenticated, sequence);
        for (int i = 0; i < icvOctets; i++) {
            to.put(esp + authenticated + i, (byte) at.octet(DIGEST + i));
        }
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        int authenticated = espOctets - icvOctets;
        int payloadOctets = authenticated - HEAD_OCTETS;
        if (payloadOctets < BLOCK_OCTETS || payloadOctets % BLOCK_OCTETS != 0) {
            return false;
        }
        if (to.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        KeyMemory at = keyed(false);
        long source = sources.of(from, esp, espOctets);
        long target = targets.of(to, payload, payloadOctets);
        touch(to, payload, payloadOctets);
        authenticate(at, source, authenticated, sequence);
        int different = 0;
        for (int i = 0; i < icvOctets; i++) {
            different |= at.octet(DIGEST + i) ^ from.get(esp + authenticated + i) & 0xff;
        }
        if (different != 0) {
            return false;
        }
        at.putNetworkLong(IV, from.getLong(esp + HEADER_OCTETS));
        at.putNetworkLong(IV + Long.BYTES, from.getLong(esp + HEADER_OCTETS + Long.BYTES));
        crypt(at, target, source + HEAD_OCTETS, payloadOctets);
        return true;
    }

    private void drawIv() {
        if (drawnAt == drawn.length) {
            if (drawn.length == 0) {
                drawn = new byte[IVS_DRAWN * IV_OCTETS];
            }
            randomness.fill(drawn);
            drawnAt = 0;
        }
    }

    private void crypt(KeyMemory at, long target, long source, int octets) {
        long written = at.address(WRITTEN, Integer.BYTES);
        if (!LibCrypto.begin(context, at.address(IV, IV_OCTETS))
                || octets > 0 && !LibCrypto.update(context, target, written, source, octets)) {
            throw refused();
        }
    }

    private void authenticate(KeyMemory at, long address, int octets, long sequence) {
        boolean done = LibCrypto.beginHmac(hmac) && LibCrypto.updateHmac(hmac, address, octets);
        if (suite.extendedSequenceNumbers()) {
            at.putNetworkInt(HIGH_HALF, (int) (sequence >>> 32));
            done = done && LibCrypto.updateHmac(hmac, at.address(HIGH_HALF, Integer.BYTES), Integer.BYTES);
        }
        if (!done
                || !LibCrypto.finishHmac(hmac, at.address(DIGEST, DIGEST_OCTETS), at.address(WRITTEN, Integer.BYTES))) {
            throw refused();
        }
    }

    private static void touch(ByteBuffer buffer, int at, int octets) {
        if (octets > 0) {
            buffer.get(at + octets - 1);
        }
    }

    private KeyMemory keyed(boolean toSeal) {
        KeyMemory made = memory;
        if (made == null) {
            return setUp(toSeal);
        }
        // AES prepares its key differently for each.
        if (context == 0 || sealing != toSeal) {
            throw new IllegalStateException("this cipher was closed, or is for the other direction");
        }
        return made;
    }

    private KeyMemory setUp(boolean toSeal) {
        if (encryptionKey.wiped()) {
            throw new IllegalStateException("this cipher was closed");
        }
        KeyMemory made = KeyMemory.allocate(MEMORY_OCTETS);
        context = encryptionKey.use(key -> {
            made.copyIn(0, key, 0, key.length);
            return LibCrypto.cipher(cipher, made.address(0, key.length), toSeal);
        });
        hmac = integrityKey.use(key -> {
            made.copyIn(0, key, 0, key.length);
            return LibCrypto.hmac(digest, made.address(0, key.length), key.length);
        });
        made.zero(0, MEMORY_OCTETS);
        memory = made;
        sealing = toSeal;
        if (context == 0 || hmac == 0) {
            close();
            throw refused();
        }
        encryptionKey.close();
        integrityKey.close();
        return made;
    }

    private IllegalStateException refused() {
        return new IllegalStateException("libcrypto refused a valid call of " + suite);
    }

    @Override
    public void close() {
        encryptionKey.close();
        integrityKey.close();
        Arrays.fill(drawn, (byte) 0);
        if (context != 0) {
            LibCrypto.freeCipher(context);
            context = 0;
        }
        if (hmac != 0) {
            LibCrypto.freeHmac(hmac);
            hmac = 0;
        }
        if (memory != null) {
            memory.close();
        }
    }
}
