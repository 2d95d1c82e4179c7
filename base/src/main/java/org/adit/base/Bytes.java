package org.adit.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// An immutable run of octets, compared by content. For what may be shown: keys and passwords are
/// [org.adit.base.secret.Secret]s.
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /// Copies `octets`.
    public static Bytes of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    /// Copies `octets[from, to)`, which must lie within: nothing is ever padded.
    public static Bytes of(byte[] octets, int from, int to) {
        Objects.checkFromToIndex(from, to, octets.length);
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(octets, from, to));
    }

    /// Takes `octets` over without a copy. The caller must not touch the array again.
    public static Bytes wrap(byte[] octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets);
    }

    public static Bytes ofHex(String hex) {
        return wrap(HexFormat.of().parseHex(hex));
    }

    public static Bytes ofUtf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Bytes concat(Bytes... parts) {
        int length = 0;
        for (Bytes part : parts) {
            length = Math.addExact(length, part.length());
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.octets, 0, joined, at, part.length());
            at += part.length();
        }
        return wrap(joined);
    }

    public int length() {
        return octets.length;
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    /// The octet at `index` as 0 to 255.
    public int at(int index) {
        return octets[index] & 0xff;
    }

    /// The octets `[from, to)`.
    public Bytes slice(int from, int to) {
        return from == 0 && to == octets.length ? this : of(octets, from, to);
    }

    public Bytes plus(Bytes more) {
        return concat(this, more);
    }

    /// A copy.
    public byte[] toArray() {
        return octets.clone();
    }

    public void copyTo(byte[] target, int at) {
        System.arraycopy(octets, 0, target, at, octets.length);
    }

    public boolean startsWith(Bytes prefix) {
        return length() >= prefix.length()
                && Arrays.equals(octets, 0, prefix.length(), prefix.octets, 0, prefix.length());
    }

    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    /// The octets as UTF-8; what is not valid UTF-8 becomes the replacement character.
    public String utf8() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /// Unsigned, octet by octet, a prefix before what it begins: the order of RFC 7296 §2.8 for nonces.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(octets, other.octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return length() <= 64 ? hex() : HexFormat.of().formatHex(octets, 0, 32) + "… (" + length() + " octets)";
    }
}
