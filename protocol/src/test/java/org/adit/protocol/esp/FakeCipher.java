package org.adit.protocol.esp;

import java.nio.ByteBuffer;
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
    public void seal(ByteBuffer from, int payload, int payloadOctets, ByteBuffer to, int esp, long sequence) {
        to.putLong(esp + 8, sequence);
        flip(from, payload, to, esp + 8 + IV, payloadOctets);
        int icv = esp + 8 + IV + payloadOctets;
        to.putLong(icv, sum(to, esp, icv, sequence));
        to.putLong(icv + 8, 0x1122334455667788L);
    }

    @Override
    public boolean open(ByteBuffer from, int esp, int espOctets, ByteBuffer to, int payload, long sequence) {
        int icv = esp + espOctets - ICV;
        if (from.getLong(icv) != sum(from, esp, icv, sequence) || from.getLong(icv + 8) != 0x1122334455667788L) {
            return false;
        }
        flip(from, esp + 8 + IV, to, payload, espOctets - 8 - IV - ICV);
        return true;
    }

    private static void flip(ByteBuffer from, int at, ByteBuffer to, int toAt, int length) {
        for (int i = 0; i < length; i++) {
            to.put(toAt + i, (byte) (from.get(at + i) ^ 0x5a));
        }
    }

    private static long sum(ByteBuffer packet, int from, int to, long sequence) {
        long sum = sequence * 0x9e3779b97f4a7c15L;
        for (int i = from; i < to; i++) {
            sum = (sum ^ packet.get(i)) * 0x100000001b3L;
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
