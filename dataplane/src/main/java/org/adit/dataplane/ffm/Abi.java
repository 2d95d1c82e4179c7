package org.adit.dataplane.ffm;

/// Structures, flags and option numbers of the kernel's interface that [SystemCalls] are used with. Offsets and sizes
/// in octets. Taken from the uapi headers; equal on x86_64 and aarch64 but where a method decides.
public final class Abi {
    private Abi() {}

    /// open(2) and what the flags of sockets, epoll and eventfd share with it.
    public static final class File {
        public static final int O_RDWR = 2;
        public static final int O_NONBLOCK = 0x800;
        public static final int O_CLOEXEC = 0x80000;

        private File() {}
    }

    /// `struct ifreq` and the requests of tun(4) (linux/if_tun.h).
    public static final class Tun {
        public static final int IFREQ_SIZE = 40;
        public static final int IFREQ_NAME = 0;
        public static final int IFREQ_FLAGS = 16;
        /// Octets of a name, the final zero included.
        public static final int NAME_ROOM = 16;

        public static final long TUNSETIFF = 0x400454caL;
        public static final long TUNSETOFFLOAD = 0x400454d0L;
        /// Its argument is the address of an `int`: a program of [Bpf], kept by the device.
        public static final long TUNSETSTEERINGEBPF = 0x800454e0L;
        public static final int TUN_F_CSUM = 0x01;
        public static final int TUN_F_TSO4 = 0x02;
        public static final int TUN_F_TSO6 = 0x04;
        /// Since Linux 6.2.
        public static final int TUN_F_USO4 = 0x20;
        public static final int TUN_F_USO6 = 0x40;
        public static final int IFF_TUN = 0x0001;
        public static final int IFF_NO_PI = 0x1000;
        public static final int IFF_VNET_HDR = 0x4000;
        public static final int IFF_MULTI_QUEUE = 0x0100;
        /// A device of this name must not be there yet.
        public static final int IFF_TUN_EXCL = 0x8000;

        private Tun() {}
    }

    /// Sockets, their options and control messages.
    public static final class Socket {
        public static final int AF_INET = 2;
        public static final int AF_INET6 = 10;
        public static final int AF_NETLINK = 16;
        public static final int SOCK_DGRAM = 2;
        public static final int SOCK_RAW = 3;
        public static final int IPPROTO_UDP = 17;

        public static final int MSG_CTRUNC = 0x08;
        public static final int MSG_TRUNC = 0x20;
        public static final int MSG_DONTWAIT = 0x40;

        public static final int SOL_SOCKET = 1;
        public static final int SO_SNDBUF = 7;
        public static final int SO_RCVBUF = 8;
        public static final int SO_REUSEPORT = 15;
        public static final int SO_BINDTODEVICE = 25;
        public static final int SO_SNDBUFFORCE = 32;
        public static final int SO_RCVBUFFORCE = 33;
        public static final int SO_MARK = 36;
        /// A classic BPF program (`sock_fprog`) chooses among the sockets that share a port.
        public static final int SO_ATTACH_REUSEPORT_CBPF = 51;

        public static final int SOL_IP = 0;
        public static final int IP_TOS = 1;
        public static final int IP_PKTINFO = 8;
        public static final int IP_MTU_DISCOVER = 10;
        public static final int IP_RECVTOS = 13;
        /// Since Linux 4.11: the largest fragment of what was put together, with its IP header.
        public static final int IP_RECVFRAGSIZE = 25;

        public static final int SOL_IPV6 = 41;
        public static final int IPV6_MTU_DISCOVER = 23;
        public static final int IPV6_V6ONLY = 26;
        public static final int IPV6_RECVPKTINFO = 49;
        public static final int IPV6_PKTINFO = 50;
        public static final int IPV6_RECVTCLASS = 66;
        public static final int IPV6_TCLASS = 67;
        public static final int IPV6_RECVFRAGSIZE = 77;

        public static final int SOL_UDP = 17;
        /// The length of each datagram in what is sent as one.
        public static final int UDP_SEGMENT = 103;
        /// Whether what arrived as one may come as one, with the length of each datagram.
        public static final int UDP_GRO = 104;

        /// Both families use these values.
        public static final int PMTUDISC_DONT = 0;
        public static final int PMTUDISC_PROBE = 3;

        private Socket() {}
    }

    /// Classic BPF (linux/filter.h): `sock_fprog` and `sock_filter`.
    public static final class Filter {
        public static final int PROGRAM_LENGTH = 0;
        public static final int PROGRAM_STEPS = 8;
        public static final int PROGRAM_SIZE = 16;

        public static final int CODE = 0;
        public static final int OPERAND = 4;
        public static final int STEP_SIZE = 8;

        /// A = the word at that offset of the packet, in network order; a packet that ends before it gives 0 for
        /// result.
        public static final int LOAD_WORD = 0x20;
        /// A &= operand.
        public static final int AND = 0x54;
        /// The result is A.
        public static final int RETURN_A = 0x16;

        private Filter() {}
    }

    /// bpf(2) and what eBPF programs are made of (linux/bpf.h): `bpf_attr` as PROG_LOAD has it, `bpf_insn`.
    public static final class Bpf {
        /// The system call's number; the C library has no function for it.
        public static final long CALL = System.getProperty("os.arch", "").equals("amd64") ? 321 : 280;

        public static final int PROG_LOAD = 5;
        public static final int LOAD_TYPE = 0;
        public static final int LOAD_STEPS = 4;
        public static final int LOAD_PROGRAM = 8;
        public static final int LOAD_LICENSE = 16;
        public static final int LOAD_SIZE = 48;
        /// Its context is a packet.
        public static final int SOCKET_FILTER = 1;

        public static final int CODE = 0;
        /// The target's number, and the source's in the upper four bits.
        public static final int REGISTERS = 1;
        public static final int SKIP = 2;
        public static final int CONSTANT = 4;
        public static final int STEP_SIZE = 8;

        /// What is loaded, and the result.
        public static final int R0 = 0;
        /// The context at the start.
        public static final int R1 = 1;
        /// The context where something is loaded.
        public static final int R6 = 6;
        /// target = source.
        public static final int MOVE = 0xbf;
        /// R0 = the octet of the packet at that constant; a packet that ends before it gives 0 for result.
        public static final int LOAD_OCTET = 0x30;
        /// target >>>= constant.
        public static final int SHIFT_RIGHT = 0x77;
        /// Skips if target == constant.
        public static final int JUMP_IF_EQUAL = 0x15;
        /// The result is R0.
        public static final int EXIT = 0x95;

        private Bpf() {}
    }

    /// `sockaddr_in`, `sockaddr_in6`.
    public static final class SocketAddress {
        public static final int FAMILY = 0;
        public static final int PORT = 2;
        public static final int V4_ADDRESS = 4;
        public static final int V4_SIZE = 16;
        public static final int V6_FLOW = 4;
        public static final int V6_ADDRESS = 8;
        public static final int V6_SCOPE = 24;
        public static final int V6_SIZE = 28;

        private SocketAddress() {}
    }

    /// `mmsghdr` (a `msghdr` and the length of what was moved), `iovec`.
    public static final class Message {
        public static final int NAME = 0;
        public static final int NAME_LENGTH = 8;
        public static final int VECTORS = 16;
        public static final int VECTOR_COUNT = 24;
        public static final int CONTROL = 32;
        public static final int CONTROL_LENGTH = 40;
        public static final int FLAGS = 48;
        public static final int LENGTH = 56;
        public static final int SIZE = 64;

        public static final int VECTOR_BASE = 0;
        public static final int VECTOR_LENGTH = 8;
        public static final int VECTOR_SIZE = 16;

        private Message() {}
    }

    /// `cmsghdr` and the two `pktinfo`s.
    public static final class Control {
        public static final int LENGTH = 0;
        public static final int LEVEL = 8;
        public static final int TYPE = 12;
        public static final int DATA = 16;

        public static final int V4_INTERFACE = 0;
        /// The local address: of the packet that came, or for the packet to send.
        public static final int V4_SPEC_DST = 4;
        public static final int V4_DESTINATION = 8;
        public static final int V4_INFO_SIZE = 12;
        public static final int V6_DESTINATION = 0;
        public static final int V6_INTERFACE = 16;
        public static final int V6_INFO_SIZE = 20;

        private Control() {}

        /// CMSG_ALIGN.
        public static int aligned(int length) {
            return (length + 7) & ~7;
        }
    }

    /// epoll(7) and eventfd(2).
    public static final class Poll {
        public static final int EPOLLIN = 1;
        public static final int CTL_ADD = 1;
        public static final int CTL_DEL = 2;
        public static final int EVENTS = 0;
        private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");

        private Poll() {}

        /// Only x86_64 packs `struct epoll_event` (linux/eventpoll.h).
        public static int eventSize() {
            return PACKED ? 12 : 16;
        }

        /// Where the caller's own 64 bits are.
        public static int eventData() {
            return PACKED ? 4 : 8;
        }
    }

    /// The socket of netlink(7); its messages are built on the heap.
    public static final class Netlink {
        public static final int NETLINK_ROUTE = 0;
        public static final int SOL_NETLINK = 270;
        public static final int CAP_ACK = 10;
        public static final int EXT_ACK = 11;
        public static final int GET_STRICT_CHK = 12;
        public static final int ADDRESS_SIZE = 12;

        private Netlink() {}
    }
}
