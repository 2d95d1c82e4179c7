package org.adit.dataplane.linux.tun;

import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.ffm.NativeMemory;
import org.adit.dataplane.ffm.SystemCalls;

/// A program in the kernel that chooses the queue of a TUN device for each packet (Linux 4.16): the last octet of its
/// destination modulo the number of queues. So what goes to an inner address goes to one queue always, whoever began
/// the flow. Without it the kernel learns queues from what is written, and a flow changes its queue when it is learnt.
final class Steering {
    private static final int VERSION_SHIFT = 4;
    private static final int V6 = 6;
    private static final int V4_LAST = 19;
    private static final int V6_LAST = 39;
    /// The code, its two registers in an octet, how many steps to skip, the constant.
    private static final int[][] PROGRAM = {
        {Abi.Bpf.MOVE, Abi.Bpf.R6 | Abi.Bpf.R1 << 4, 0, 0}, // where loading finds its packet
        {Abi.Bpf.LOAD_OCTET, 0, 0, 0},
        {Abi.Bpf.SHIFT_RIGHT, Abi.Bpf.R0, 0, VERSION_SHIFT},
        {Abi.Bpf.JUMP_IF_EQUAL, Abi.Bpf.R0, 2, V6},
        {Abi.Bpf.LOAD_OCTET, 0, 0, V4_LAST},
        {Abi.Bpf.EXIT, 0, 0, 0},
        {Abi.Bpf.LOAD_OCTET, 0, 0, V6_LAST},
        {Abi.Bpf.EXIT, 0, 0, 0},
    };
    /// For programs that call what the kernel keeps for the GPL; this one calls nothing.
    private static final String LICENSE = "Apache-2.0";

    private Steering() {}

    /// On the device of this queue: empty when it is, or why it is not.
    static String whyNot(SystemCalls calls, int queue) {
        int program = load(calls);
        if (program < 0) {
            return "the kernel takes no program (bpf: " + Errno.name(-program) + ")";
        }
        try (NativeMemory number = NativeMemory.allocate(Integer.BYTES)) {
            number.putInt(0, program);
            int set = calls.ioctl(queue, Abi.Tun.TUNSETSTEERINGEBPF, number.address(0));
            return set < 0 ? "the kernel does not know it (TUNSETSTEERINGEBPF: " + Errno.name(-set) + ")" : "";
        } finally {
            calls.close(program); // the device holds it
        }
    }

    private static int load(SystemCalls calls) {
        try (NativeMemory steps = NativeMemory.allocate((long) PROGRAM.length * Abi.Bpf.STEP_SIZE);
                NativeMemory license = NativeMemory.ofText(LICENSE);
                NativeMemory attributes = NativeMemory.allocate(Abi.Bpf.LOAD_SIZE)) {
            for (int i = 0; i < PROGRAM.length; i++) {
                long at = (long) i * Abi.Bpf.STEP_SIZE;
                steps.putOctet(at + Abi.Bpf.CODE, PROGRAM[i][0]);
                steps.putOctet(at + Abi.Bpf.REGISTERS, PROGRAM[i][1]);
                steps.putShort(at + Abi.Bpf.SKIP, PROGRAM[i][2]);
                steps.putInt(at + Abi.Bpf.CONSTANT, PROGRAM[i][3]);
            }
            attributes.putInt(Abi.Bpf.LOAD_TYPE, Abi.Bpf.SOCKET_FILTER);
            attributes.putInt(Abi.Bpf.LOAD_STEPS, PROGRAM.length);
            attributes.putLong(Abi.Bpf.LOAD_PROGRAM, steps.address(0));
            attributes.putLong(Abi.Bpf.LOAD_LICENSE, license.address(0));
            return (int) calls.bpf(Abi.Bpf.PROG_LOAD, attributes.address(0), Abi.Bpf.LOAD_SIZE);
        }
    }
}
