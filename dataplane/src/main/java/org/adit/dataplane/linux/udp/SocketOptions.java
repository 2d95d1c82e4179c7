package org.adit.dataplane.linux.udp;

import java.nio.charset.StandardCharsets;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.Descriptor;
import org.adit.dataplane.ffm.NativeMemory;
import org.adit.dataplane.ffm.SystemCalls;

/// Options and addresses of one socket, while it is set up.
final class SocketOptions implements AutoCloseable {
    private static final int VALUE = 0;
    private static final int LENGTH = 8;
    private static final int ADDRESS = 16;

    private final SystemCalls calls = new SystemCalls();
    private final NativeMemory memory = NativeMemory.allocate(64);
    private final int fd;

    SocketOptions(Descriptor socket) {
        fd = socket.number();
    }

    /// The result of setsockopt(2): negative is the errno.
    int set(int level, int option, int value) {
        memory.putInt(VALUE, value);
        return calls.setsockopt(fd, level, option, memory.address(VALUE), Integer.BYTES);
    }

    int set(int level, int option, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        memory.copyIn(ADDRESS, text, 0, text.length);
        return calls.setsockopt(fd, level, option, memory.address(ADDRESS), text.length);
    }

    /// Has datagrams of all sockets on this port go to that one whose number, in the order of their bind(2), is the
    /// first word of the payload modulo `sockets`, a power of two; shorter ones go to the first.
    int steerByFirstWord(int sockets) {
        int[] steps = {
            Abi.Filter.LOAD_WORD, 0, // the payload's first: the kernel has taken the UDP header off
            Abi.Filter.AND, sockets - 1,
            Abi.Filter.RETURN_A, 0
        };
        try (NativeMemory program =
                NativeMemory.allocate(Abi.Filter.PROGRAM_SIZE + (long) steps.length / 2 * Abi.Filter.STEP_SIZE)) {
            program.putShort(Abi.Filter.PROGRAM_LENGTH, steps.length / 2);
            program.putLong(Abi.Filter.PROGRAM_STEPS, program.address(Abi.Filter.PROGRAM_SIZE));
            for (int i = 0; i < steps.length; i += 2) {
                long at = Abi.Filter.PROGRAM_SIZE + (long) i / 2 * Abi.Filter.STEP_SIZE;
                program.putShort(at + Abi.Filter.CODE, steps[i]);
                program.putInt(at + Abi.Filter.OPERAND, steps[i + 1]);
            }
            return calls.setsockopt(
                    fd,
                    Abi.Socket.SOL_SOCKET,
                    Abi.Socket.SO_ATTACH_REUSEPORT_CBPF,
                    program.address(0),
                    Abi.Filter.PROGRAM_SIZE);
        }
    }

    int get(int level, int option) {
        memory.putInt(LENGTH, Integer.BYTES);
        int got = calls.getsockopt(fd, level, option, memory.address(VALUE), memory.address(LENGTH));
        return got < 0 ? got : memory.intAt(VALUE);
    }

    int bind(Endpoint local) {
        IpAddress address = local.address();
        writeAddress(memory, ADDRESS, address.family(), address.high(), address.low(), local.port());
        return calls.bind(fd, memory.address(ADDRESS), addressSize(address.family()));
    }

    /// The port that bind(2) took, or a negative errno.
    int boundPort() {
        memory.putInt(LENGTH, Abi.SocketAddress.V6_SIZE);
        int got = calls.getsockname(fd, memory.address(ADDRESS), memory.address(LENGTH));
        return got < 0 ? got : memory.networkShortAt(ADDRESS + Abi.SocketAddress.PORT);
    }

    @Override
    public void close() {
        memory.close();
    }

    static int addressSize(IpFamily family) {
        return switch (family) {
            case V4 -> Abi.SocketAddress.V4_SIZE;
            case V6 -> Abi.SocketAddress.V6_SIZE;
        };
    }

    /// A `sockaddr` at `at`; the flow label and the scope of IPv6 stay zero.
    static void writeAddress(NativeMemory memory, long at, IpFamily family, long high, long low, int port) {
        memory.putNetworkShort(at + Abi.SocketAddress.PORT, port);
        switch (family) {
            case V4 -> {
                memory.putShort(at + Abi.SocketAddress.FAMILY, Abi.Socket.AF_INET);
                memory.putNetworkInt(at + Abi.SocketAddress.V4_ADDRESS, (int) low);
            }
            case V6 -> {
                memory.putShort(at + Abi.SocketAddress.FAMILY, Abi.Socket.AF_INET6);
                memory.putNetworkLong(at + Abi.SocketAddress.V6_ADDRESS, high);
                memory.putNetworkLong(at + Abi.SocketAddress.V6_ADDRESS + 8L, low);
            }
        }
    }
}
