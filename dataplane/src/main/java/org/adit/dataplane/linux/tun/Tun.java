package org.adit.dataplane.linux.tun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.adit.base.diagnosis.Result;
import org.adit.base.feature.FeatureState;
import org.adit.base.feature.Switch;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.BufferAddress;
import org.adit.dataplane.ffm.Descriptor;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.ffm.NativeMemory;
import org.adit.dataplane.ffm.SystemCalls;
import org.adit.dataplane.linux.KernelFeature;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Watched;
import org.adit.dataplane.offload.VirtioHeader;
import org.adit.dataplane.userspace.PacketDevice;
import org.adit.dataplane.userspace.Passage;
import org.adit.dataplane.userspace.PassageCounter;

/// A TUN device with virtio headers, or one queue of it. The kernel removes it, with its addresses and routes, when it
/// is closed or the process dies. It starts down and without addresses: see `LinuxNetwork`.
///
/// [#read] throws [UncheckedIOException] when someone has removed the interface under us: the device is lost for good.
public final class Tun implements PacketDevice, Watched {
    /// What the kernel may leave to us, and we to it: superpackets of TCP segments, and of UDP datagrams.
    public record Offload(Switch tcp, Switch udp) {
        /// What the kernel knows.
        public static final Offload AUTO = new Offload(Switch.AUTO, Switch.AUTO);
        /// Every packet comes and goes on its own, with its checksum.
        public static final Offload OFF = new Offload(Switch.OFF, Switch.OFF);
    }

    /// Names of the features, and of their settings.
    public static final String TCP = "tun-tcp";

    public static final String UDP = "tun-udp";
    public static final String STEERING = "tun-steering";
    public static final String DEVICE = "/dev/net/tun";

    private static final int TCP_OFFLOAD = Abi.Tun.TUN_F_CSUM | Abi.Tun.TUN_F_TSO4 | Abi.Tun.TUN_F_TSO6;
    private static final int UDP_OFFLOAD = Abi.Tun.TUN_F_CSUM | Abi.Tun.TUN_F_USO4 | Abi.Tun.TUN_F_USO6;

    private final String name;
    private final Descriptor descriptor;
    private final SystemCalls calls = new SystemCalls();
    private final BufferAddress targets = new BufferAddress();
    private final BufferAddress sources = new BufferAddress();
    private final PassageCounter passage = new PassageCounter();

    private final KernelFeature tcp;
    private final KernelFeature udp;
    /// Where there is more than one queue.
    private final Optional<KernelFeature> steering;

    private Tun(
            String name,
            Descriptor descriptor,
            KernelFeature tcp,
            KernelFeature udp,
            Optional<KernelFeature> steering) {
        this.name = name;
        this.descriptor = descriptor;
        this.tcp = tcp;
        this.udp = udp;
        this.steering = steering;
    }

    /// `name` is what the interface shall be called; `%d` in it becomes the first free number. At most 15 octets.
    public static Result<Tun, OsFailure> open(String name, Offload offload) {
        return open(DEVICE, name, offload);
    }

    static Result<Tun, OsFailure> open(String device, String name, Offload offload) {
        return open(device, name, 0, firstOf(offload, Optional.empty()));
    }

    /// A device of so many queues, each for a thread of its own. With steering a packet comes to that one whose
    /// number is the last octet of its destination modulo `queues`, a power of two; without, what is written to one
    /// teaches the kernel that answers of that flow belong there. With one queue as [#open].
    public static Result<List<Tun>, OsFailure> openQueues(String name, Offload offload, Switch steering, int queues) {
        if (queues == 1) {
            return open(name, offload).map(List::of);
        }
        // Else a second gateway would add its queues to the first one's device.
        int first = Abi.Tun.IFF_MULTI_QUEUE | Abi.Tun.IFF_TUN_EXCL;
        List<Tun> all = new ArrayList<>();
        Result<Tun, OsFailure> queue = open(DEVICE, name, first, firstOf(offload, Optional.of(steering)));
        while (queue instanceof Result.Ok<Tun, OsFailure>(Tun tun)) {
            all.add(tun);
            if (all.size() == queues) {
                return Result.ok(List.copyOf(all));
            }
            queue = open(DEVICE, all.getFirst().name(), Abi.Tun.IFF_MULTI_QUEUE, all.getFirst()::oneMore);
        }
        all.forEach(Tun::close);
        return queue.map(List::of);
    }

    private Result<Tun, OsFailure> oneMore(SystemCalls calls, Descriptor descriptor, String name) {
        return Result.ok(new Tun(name, descriptor, tcp, udp, steering));
    }

    /// What is agreed with the kernel on a device just made.
    private interface Agreement {
        Result<Tun, OsFailure> of(SystemCalls calls, Descriptor descriptor, String name);
    }

    private static Agreement firstOf(Offload offload, Optional<Switch> steering) {
        return (calls, descriptor, made) -> {
            Offer offer =
                    new Offer(calls, descriptor.number(), new SuperpacketProbe(writer(calls, descriptor.number())));
            return offer.tcp(offload.tcp())
                    .then(tcp -> offer.udp(offload.udp())
                            .then(udp -> offer.steering(steering)
                                    .map(steered -> new Tun(made, descriptor, tcp, udp, steered))));
        };
    }

    private static Result<Tun, OsFailure> open(String device, String name, int more, Agreement agreement) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        if (wanted.length == 0 || wanted.length >= Abi.Tun.NAME_ROOM) {
            throw new IllegalArgumentException("an interface name has 1 to 15 octets: " + name);
        }
        SystemCalls calls = new SystemCalls();
        int opened;
        try (NativeMemory path = NativeMemory.ofText(device)) {
            opened = calls.open(path.address(0), Abi.File.O_RDWR | Abi.File.O_NONBLOCK | Abi.File.O_CLOEXEC);
        }
        if (opened < 0) {
            return Result.failed(whyNotOpened(device, -opened));
        }
        Descriptor descriptor = Descriptor.of(opened);
        try (NativeMemory request = NativeMemory.allocate(Abi.Tun.IFREQ_SIZE)) {
            request.copyIn(Abi.Tun.IFREQ_NAME, wanted, 0, wanted.length);
            request.putShort(Abi.Tun.IFREQ_FLAGS, Abi.Tun.IFF_TUN | Abi.Tun.IFF_NO_PI | Abi.Tun.IFF_VNET_HDR | more);
            int made = calls.ioctl(opened, Abi.Tun.TUNSETIFF, request.address(0));
            if (made < 0) {
                descriptor.close();
                return Result.failed(whyNotMade(name, -made));
            }
            Result<Tun, OsFailure> tun = agreement.of(calls, descriptor, nameIn(request));
            if (tun instanceof Result.Failed<Tun, OsFailure>) {
                descriptor.close();
            }
            return tun;
        }
    }

    private static SuperpacketProbe.Writer writer(SystemCalls calls, int fd) {
        BufferAddress addresses = new BufferAddress();
        return (from, length) -> calls.write(fd, addresses.of(from, 0, length), length);
    }

    /// Agrees with the kernel on what comes in superpackets. What is off is not asked for.
    private static final class Offer {
        private final SystemCalls calls;
        private final int fd;
        private final SuperpacketProbe probe;
        private int agreed;

        Offer(SystemCalls calls, int fd, SuperpacketProbe probe) {
            this.calls = calls;
            this.fd = fd;
            this.probe = probe;
        }

        Result<KernelFeature, OsFailure> tcp(Switch wanted) {
            return KernelFeature.tried(TCP, wanted, wanted == Switch.OFF ? "" : whyNot(TCP_OFFLOAD, true));
        }

        Result<KernelFeature, OsFailure> udp(Switch wanted) {
            return KernelFeature.tried(UDP, wanted, wanted == Switch.OFF ? "" : whyNot(UDP_OFFLOAD, false));
        }

        Result<Optional<KernelFeature>, OsFailure> steering(Optional<Switch> wanted) {
            return wanted.map(how -> KernelFeature.tried(
                                    STEERING, how, how == Switch.OFF ? "" : Steering.whyNot(calls, fd))
                            .map(Optional::of))
                    .orElse(Result.ok(Optional.empty()));
        }

        private String whyNot(int flags, boolean tcp) {
            int made = calls.ioctl(fd, Abi.Tun.TUNSETOFFLOAD, agreed | flags);
            if (made < 0) {
                return "the kernel does not know it (TUNSETOFFLOAD: " + Errno.name(-made) + ")";
            }
            agreed |= flags;
            return probe.whyNot(tcp);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public Passage passed() {
        return passage.read();
    }

    @Override
    public boolean takesTcpSuperpackets() {
        return tcp.used();
    }

    @Override
    public boolean takesUdpSuperpackets() {
        return udp.used();
    }

    @Override
    public List<FeatureState> features() {
        return Stream.concat(Stream.of(tcp, udp), steering.stream())
                .map(KernelFeature::state)
                .toList();
    }

    @Override
    public int read(ByteBuffer into, int at, int room) {
        long address = targets.of(into, at, room);
        while (true) {
            long length = calls.read(descriptor.number(), address, room);
            if (length == -Errno.EBADFD) {
                // Said on every call from now on, and epoll(7) would never rest again.
                throw new UncheckedIOException(new IOException("the interface " + name + " was removed"));
            }
            if (length != -Errno.EINTR) {
                return length <= 0 ? 0 : came(into, at, (int) length);
            }
        }
    }

    private int came(ByteBuffer into, int at, int length) {
        passage.in(1, VirtioHeader.packets(into, at, length), length - VirtioHeader.OCTETS);
        return length;
    }

    @Override
    public int write(ByteBuffer from, int at, int length) {
        long address = sources.of(from, at, length);
        long written;
        do {
            written = calls.write(descriptor.number(), address, length);
        } while (written == -Errno.EINTR);
        if (written >= 0) {
            passage.out(1, VirtioHeader.packets(from, at, length), length - VirtioHeader.OCTETS);
            return length;
        }
        if (written == -Errno.EAGAIN || written == -Errno.ENOBUFS) {
            return FULL;
        }
        return written == -Errno.EINVAL && superpacket(from, at) ? TOO_CLEVER : refuse();
    }

    /// Some kernels claim to take superpackets and refuse them (Linux 6.6.44 and its like).
    private boolean superpacket(ByteBuffer from, int at) {
        if (!VirtioHeader.isSuperpacket(from, at)) {
            return false;
        }
        (VirtioHeader.isUdp(from, at) ? udp : tcp).turnOff("the kernel refused a superpacket (EINVAL)");
        return true;
    }

    private int refuse() {
        passage.refused();
        return REFUSED;
    }

    @Override
    public void close() {
        if (!descriptor.isClosed()) {
            descriptor.close();
        }
    }

    private static String nameIn(NativeMemory request) {
        byte[] octets = new byte[Abi.Tun.NAME_ROOM];
        request.copyOut(Abi.Tun.IFREQ_NAME, octets, 0, octets.length);
        int end = 0;
        while (end < octets.length && octets[end] != 0) {
            end++;
        }
        return new String(octets, 0, end, StandardCharsets.UTF_8);
    }

    private static OsFailure whyNotOpened(String device, int errno) {
        return switch (errno) {
            case Errno.ENOENT, Errno.ENODEV, Errno.ENXIO -> new OsFailure.NoTunDevice(device, Errno.name(errno));
            default -> OsFailure.of("open " + device, errno);
        };
    }

    private static OsFailure whyNotMade(String name, int errno) {
        // EINVAL: an interface of another kind has this name; EBUSY: another process holds this TUN device.
        return switch (errno) {
            case Errno.EBUSY, Errno.EINVAL, Errno.EEXIST -> new OsFailure.NameTaken(name);
            default -> OsFailure.of("make the TUN device " + name, errno);
        };
    }
}
