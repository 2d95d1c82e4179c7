package org.adit.dataplane.linux.tun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.Descriptor;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.ffm.NativeMemory;
import org.adit.dataplane.ffm.SystemCalls;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Watched;
import org.adit.dataplane.userspace.PacketBatch;
import org.adit.dataplane.userspace.PacketDevice;

/// A TUN device without packet information header. The kernel removes it, with its addresses and routes, when it is
/// closed or the process dies. It starts down and without addresses: see `LinuxNetwork`.
///
/// [#read] throws [UncheckedIOException] when someone has removed the interface under us: the device is lost for good.
public final class Tun implements PacketDevice, Watched {
    /// What stands in front of each packet between the kernel and us.
    public enum Framing {
        /// Nothing.
        PLAIN(0, 0),
        /// `struct virtio_net_hdr`, without offloads: zero on the way in, ignored on the way out.
        VNET(10, Abi.Tun.IFF_VNET_HDR);

        private final int octets;
        private final int flag;

        Framing(int octets, int flag) {
            this.octets = octets;
            this.flag = flag;
        }
    }

    public static final String DEVICE = "/dev/net/tun";
    private static final int LONGEST_PACKET = 0xffff;

    private final String name;
    private final Framing framing;
    private final Descriptor descriptor;
    private final SystemCalls calls = new SystemCalls();
    private final NativeMemory packet;
    private final AtomicLong truncated = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private Tun(String name, Framing framing, Descriptor descriptor) {
        this.name = name;
        this.framing = framing;
        this.descriptor = descriptor;
        this.packet = NativeMemory.allocate(framing.octets + LONGEST_PACKET);
    }

    /// `name` is what the interface shall be called; `%d` in it becomes the first free number. At most 15 octets.
    public static Result<Tun, OsFailure> open(String name, Framing framing) {
        return open(DEVICE, name, framing);
    }

    static Result<Tun, OsFailure> open(String device, String name, Framing framing) {
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
            request.putShort(Abi.Tun.IFREQ_FLAGS, Abi.Tun.IFF_TUN | Abi.Tun.IFF_NO_PI | framing.flag);
            int made = calls.ioctl(opened, Abi.Tun.TUNSETIFF, request.address(0));
            if (made < 0) {
                descriptor.close();
                return Result.failed(whyNotMade(name, -made));
            }
            return Result.ok(new Tun(nameIn(request), framing, descriptor));
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

    /// Packets from the kernel that did not fit a slot and were dropped. Readable by any thread.
    public long truncated() {
        return truncated.get();
    }

    /// Packets that the kernel did not take. Readable by any thread.
    public long refused() {
        return refused.get();
    }

    @Override
    public int read(PacketBatch into) {
        into.clear();
        while (!into.full()) {
            long length = calls.read(descriptor.number(), packet.address(0), packet.size());
            if (length < 0) {
                if (length == -Errno.EINTR) {
                    continue;
                }
                if (length == -Errno.EBADFD) {
                    // Said on every call from now on, and epoll(7) would never rest again.
                    throw new UncheckedIOException(new IOException("the interface " + name + " was removed"));
                }
                return into.count();
            }
            int octets = (int) length - framing.octets;
            if (octets > into.slotOctets()) {
                count(truncated);
            } else if (octets > 0) {
                int at = into.slot(into.count());
                packet.copyOut(framing.octets, into.octets(), at, octets);
                into.add(at, octets);
            }
        }
        return into.count();
    }

    @Override
    public int write(PacketBatch from, int first, int count) {
        packet.zero(0, framing.octets);
        for (int i = first; i < first + count; i++) {
            int length = from.length(i);
            if (length == 0) {
                continue;
            }
            packet.copyIn(framing.octets, from.octets(), from.offset(i), length);
            long written;
            do {
                written = calls.write(descriptor.number(), packet.address(0), framing.octets + (long) length);
            } while (written == -Errno.EINTR);
            if (written == -Errno.EAGAIN || written == -Errno.ENOBUFS) {
                return i - first;
            }
            if (written < 0) {
                count(refused);
            }
        }
        return count;
    }

    @Override
    public void close() {
        if (!descriptor.isClosed()) {
            descriptor.close();
            packet.close();
        }
    }

    /// Only the owner writes: no read-modify-write is needed.
    private static void count(AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
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
