package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.IkeCipher;

/// Hides nothing and binds everything: the plaintext as it is, with an ICV over what is associated and sealed that
/// changes with every octet. Fast enough for the exhaustive tests, and lets them see and change what is inside.
final class FakeCipher implements IkeCipher {
    static final int IV = 8;
    static final int ICV = 16;

    private final int block;
    private long counter;

    FakeCipher(int block) {
        this.block = block;
    }

    @Override
    public int ivOctets() {
        return IV;
    }

    @Override
    public int icvOctets() {
        return ICV;
    }

    @Override
    public int blockOctets() {
        return block;
    }

    @Override
    public Bytes seal(Bytes associated, Bytes padded) {
        if (padded.length() % block != 0) {
            throw new IllegalArgumentException("not whole blocks");
        }
        Bytes body =
                new OctetWriter(IV + padded.length()).u64(counter++).put(padded).bytes();
        return body.plus(icv(associated, body));
    }

    @Override
    public Optional<Bytes> open(Bytes associated, Bytes sealed) {
        int end = sealed.length() - ICV;
        if (end < IV || (end - IV) % block != 0) {
            return Optional.empty();
        }
        Bytes body = sealed.slice(0, end);
        return icv(associated, body).equals(sealed.slice(end, sealed.length()))
                ? Optional.of(body.slice(IV, end))
                : Optional.empty();
    }

    @Override
    public void close() {}

    /// FNV-1a: each step is one-to-one, so that two runs that differ in one octet never have the same value.
    private static Bytes icv(Bytes associated, Bytes body) {
        long sum = mixed(mixed(0xcbf29ce484222325L, associated), body);
        return new OctetWriter(ICV).u64(sum).u64(~sum).bytes();
    }

    private static long mixed(long start, Bytes octets) {
        long sum = start;
        for (int i = 0; i < octets.length(); i++) {
            sum = (sum ^ octets.at(i)) * 0x100000001b3L;
        }
        return sum;
    }
}
