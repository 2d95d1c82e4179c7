package org.adit.protocol.esp;

import java.util.Arrays;
import org.adit.protocol.crypto.EspCipher;

/// A cipher's shape without its strength: octets are flipped, the ICV is a sum over everything and the sequence number.
final class FakeCipher implements EspCipher {
    private static final int IV = 8;
    private static final int ICV = 16;
    private final int block;
    private boolean closed;

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
    public void seal(byte[] packet, int esp, int payloadOctets, long sequence) {
        Octets.put64(packet, esp + 8, sequence);
        flip(packet, esp + 8 + IV, payloadOctets);
        int icv = esp + 8 + IV + payloadOctets;
        Octets.put64(packet, icv, sum(packet, esp, icv, sequence));
        Octets.put64(packet, icv + 8, 0x1122334455667788L);
    }

    @Override
    public boolean open(byte[] packet, int esp, int espOctets, long sequence) {
        int icv = esp + espOctets - ICV;
        if (Octets.i64(packet, icv) != sum(packet, esp, icv, sequence)
                || Octets.i64(packet, icv + 8) != 0x1122334455667788L) {
            return false;
        }
        flip(packet, esp + 8 + IV, espOctets - 8 - IV - ICV);
        return true;
    }

    private static void flip(byte[] packet, int at, int length) {
        for (int i = at; i < at + length; i++) {
            packet[i] ^= 0x5a;
        }
    }

    private static long sum(byte[] packet, int from, int to, long sequence) {
        long sum = sequence * 0x9e3779b97f4a7c15L;
        for (int i = from; i < to; i++) {
            sum = (sum ^ packet[i]) * 0x100000001b3L;
        }
        return sum;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    static byte[] padded(byte[] inner, int head) {
        byte[] slot = new byte[head + inner.length + 64];
        System.arraycopy(inner, 0, slot, head, inner.length);
        return slot;
    }

    static byte[] cut(byte[] octets, int at, int length) {
        return Arrays.copyOfRange(octets, at, at + length);
    }
}
