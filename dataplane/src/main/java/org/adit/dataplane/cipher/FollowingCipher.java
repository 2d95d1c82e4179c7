package org.adit.dataplane.cipher;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.jspecify.annotations.Nullable;

/// The cipher of an SA that began before the choice was final: looks before each packet whether another engine is
/// chosen, goes on with that one, and forgets its copy of the keys when no other can come.
///
/// An SA may change ciphers between two packets, for they hold nothing that the next one needs: the IVs of AEADs are
/// the sequence numbers, which the SA counts, and those of CBC are random.
final class FollowingCipher implements EspCipher {
    private final EspSuite suite;
    private final Protection protection;
    private final Supplier<Standing> choice;
    private final Randomness randomness;
    private Standing seen;
    private EspCipher cipher;
    private @Nullable EspKeys keys;

    /// Takes the keys over.
    FollowingCipher(EspSuite suite, EspKeys keys, Supplier<Standing> choice, Randomness randomness) {
        this.suite = suite;
        this.protection = Protection.of(suite);
        this.keys = keys;
        this.choice = choice;
        this.randomness = randomness;
        this.seen = choice.get();
        this.cipher = seen.engine(protection).ciphers().cipher(suite, keys, randomness);
    }

    private EspCipher cipher() {
        EspKeys kept = keys;
        if (kept != null) {
            follow(kept);
        }
        return cipher;
    }

    private void follow(EspKeys kept) {
        Standing now = choice.get();
        if (now == seen) {
            return;
        }
        Engine engine = now.engine(protection);
        if (!engine.equals(seen.engine(protection))) {
            EspCipher next = engine.ciphers().cipher(suite, kept, randomness);
            cipher.close();
            cipher = next;
        }
        seen = now;
        if (now.last()) {
            kept.close();
            keys = null;
        }
    }

    @Override
    public int ivOctets() {
        return cipher.ivOctets();
    }

    @Override
    public int icvOctets() {
        return cipher.icvOctets();
    }

    @Override
    public int blockOctets() {
        return cipher.blockOctets();
    }

    @Override
    public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        cipher().seal(from, payload, payloadOctets, to, esp, sequence);
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        return cipher().open(from, esp, espOctets, to, payload, sequence);
    }

    @Override
    public void close() {
        cipher.close();
        if (keys != null) {
            keys.close();
        }
    }
}
