package org.adit.base.secret;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

/// Octets that must not be seen: a key, a password, a shared secret. Wiped when closed; prints only its length.
/// The octets are reached through [#use], for the length of one call.
public final class Secret implements AutoCloseable {
    private static final byte[] GONE = {};

    private byte[] octets;
    private boolean wiped;

    private Secret(byte[] octets) {
        this.octets = octets;
    }

    /// Takes `octets` over: the caller must not keep them.
    public static Secret own(byte[] octets) {
        return new Secret(octets);
    }

    public static Secret copyOf(byte[] octets) {
        return new Secret(octets.clone());
    }

    public int length() {
        return octets.length;
    }

    /// Hands the octets to `reader`, which must neither keep nor change them.
    public <T> T use(Function<byte[], T> reader) {
        if (wiped) {
            throw new IllegalStateException("this secret was wiped");
        }
        return reader.apply(octets);
    }

    /// A secret of its own with the octets `[from, to)`.
    public Secret slice(int from, int to) {
        // A key that is silently padded with zeros would still work, and protect less.
        Objects.checkFromToIndex(from, to, octets.length);
        return use(all -> own(Arrays.copyOfRange(all, from, to)));
    }

    public Secret copy() {
        return slice(0, octets.length);
    }

    /// In time that depends on the lengths only.
    public boolean sameAs(Secret other) {
        return use(mine -> other.use(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    public boolean wiped() {
        return wiped;
    }

    /// Wipes and lets go of the octets: their length is 0 from now on. More than once is harmless.
    @Override
    public void close() {
        Arrays.fill(octets, (byte) 0);
        octets = GONE;
        wiped = true;
    }

    @Override
    public String toString() {
        return "Secret[" + octets.length + " octets]";
    }
}
