package org.adit.dataplane.linux.udp;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.adit.base.diagnosis.Result;
import org.adit.base.feature.FeatureState;
import org.adit.base.feature.Switch;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.Descriptor;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.ffm.SystemCalls;
import org.adit.dataplane.linux.KernelFeature;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Watched;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.dataplane.userspace.DatagramPort;
import org.adit.dataplane.userspace.Passage;
import org.adit.dataplane.userspace.PassageCounter;

/// A UDP socket over recvmmsg(2) and sendmmsg(2). IPv6 sockets do not speak IPv4. Without SO_REUSEADDR: a second
/// gateway on the same port must fail, not steal. Link-local IPv6 peers need a zone, which our addresses lack, and are
/// not reached.
public final class UdpSocket implements DatagramPort, Watched {
    private final IpFamily family;
    private final int localPort;
    private final int receiveBuffer;
    private final int sendBuffer;
    private final Descriptor descriptor;
    private final SystemCalls calls = new SystemCalls();
    private final MessageTable incoming;
    private final MessageTable outgoing;
    /// For each message of `outgoing`, which train of the batch it is of.
    private final int[] source;
    private final int[] octets;
    private final int[] datagrams;
    private static final int NONE = -1;

    /// The train that the kernel just refused as one: its datagrams go one by one.
    private int apart = NONE;

    private int lastErrno;
    private final KernelFeature sendsTrains;
    private final KernelFeature receivesTrains;

    private final AtomicLong truncated = new AtomicLong();
    private final PassageCounter passage = new PassageCounter();

    private UdpSocket(
            UdpSettings settings,
            Descriptor descriptor,
            SocketOptions options,
            KernelFeature sendsTrains,
            KernelFeature receivesTrains) {
        this.family = settings.local().address().family();
        this.descriptor = descriptor;
        this.localPort = options.boundPort();
        // The kernel reports twice what was asked for, to account for its own headers.
        this.receiveBuffer = options.get(Abi.Socket.SOL_SOCKET, Abi.Socket.SO_RCVBUF) / 2;
        this.sendBuffer = options.get(Abi.Socket.SOL_SOCKET, Abi.Socket.SO_SNDBUF) / 2;
        this.sendsTrains = sendsTrains;
        this.receivesTrains = receivesTrains;
        this.incoming = new MessageTable(family, settings.batch());
        this.outgoing = new MessageTable(family, settings.batch());
        this.source = new int[settings.batch()];
        this.octets = new int[settings.batch()];
        this.datagrams = new int[settings.batch()];
    }

    public static Result<UdpSocket, OsFailure> open(UdpSettings settings) {
        return open(settings, false);
    }

    /// One that `joins` shares its port with sockets that are bound already: see [SharedPort].
    static Result<UdpSocket, OsFailure> open(UdpSettings settings, boolean joins) {
        IpFamily family = settings.local().address().family();
        int opened = new SystemCalls()
                .socket(
                        family == IpFamily.V4 ? Abi.Socket.AF_INET : Abi.Socket.AF_INET6,
                        Abi.Socket.SOCK_DGRAM | Abi.File.O_NONBLOCK | Abi.File.O_CLOEXEC,
                        Abi.Socket.IPPROTO_UDP);
        if (opened < 0) {
            return Result.failed(OsFailure.of("open a UDP socket for " + settings.local(), -opened));
        }
        Descriptor descriptor = Descriptor.of(opened);
        try (SocketOptions options = new SocketOptions(descriptor)) {
            OsFailure trouble = SocketSetUp.apply(settings, joins, options);
            Result<UdpSocket, OsFailure> socket = trouble != null
                    ? Result.failed(trouble)
                    : sending(settings.trains(), options)
                            .then(send -> receiving(settings.trains(), options)
                                    .map(receive -> new UdpSocket(settings, descriptor, options, send, receive)));
            if (socket instanceof Result.Failed<UdpSocket, OsFailure>) {
                descriptor.close();
            }
            return socket;
        }
    }

    private static Result<KernelFeature, OsFailure> sending(Trains trains, SocketOptions options) {
        boolean known = trains.send() == Switch.OFF || options.get(Abi.Socket.SOL_UDP, Abi.Socket.UDP_SEGMENT) >= 0;
        return KernelFeature.tried(
                Trains.SEND, trains.send(), known ? trains.sendFault() : "the kernel does not know UDP_SEGMENT");
    }

    /// Kernels before 5.12 know it and cannot tell.
    private static Result<KernelFeature, OsFailure> receiving(Trains trains, SocketOptions options) {
        boolean known = trains.receive() == Switch.OFF
                || !trains.receiveFault().isEmpty()
                || options.get(Abi.Socket.SOL_UDP, Abi.Socket.UDP_GRO) == 1;
        return KernelFeature.tried(
                Trains.RECEIVE, trains.receive(), known ? trains.receiveFault() : "the kernel does not know UDP_GRO");
    }

    @Override
    public IpFamily family() {
        return family;
    }

    @Override
    public int localPort() {
        return localPort;
    }

    @Override
    public Descriptor descriptor() {
        return descriptor;
    }

    /// Octets in effect: without CAP_NET_ADMIN the kernel silently gives less than was asked for
    /// (net.core.rmem_max).
    public int receiveBuffer() {
        return receiveBuffer;
    }

    /// Octets in effect (net.core.wmem_max).
    public int sendBuffer() {
        return sendBuffer;
    }

    /// Whether several datagrams go to the kernel as one. Ends for good when it refuses.
    public boolean segmentsTrains() {
        return sendsTrains.used();
    }

    /// Whether several datagrams come from the kernel as one.
    public boolean receivesTrains() {
        return receivesTrains.used();
    }

    @Override
    public List<FeatureState> features() {
        return List.of(sendsTrains.state(), receivesTrains.state());
    }

    /// Datagrams that were longer than the room for them. Readable by any thread.
    public long truncated() {
        return truncated.get();
    }

    /// Datagrams that the kernel did not send: no route, no such source address, forbidden by a firewall, too long.
    /// Readable by any thread.
    public long refused() {
        return passage.read().refused();
    }

    @Override
    public Passage passed() {
        return passage.read();
    }

    @Override
    public int receive(DatagramBatch into) {
        into.clear();
        int room = Math.min(incoming.capacity(), into.capacity());
        incoming.prepareToReceive(into, room);
        int received;
        do {
            received = calls.recvmmsg(descriptor.number(), incoming.location(0), room, Abi.Socket.MSG_DONTWAIT);
        } while (received == -Errno.EINTR);
        int packets = 0;
        int all = 0;
        for (int i = 0; i < received; i++) {
            if (incoming.take(i, into)) {
                int last = into.count() - 1;
                packets += into.datagrams(last);
                all += into.length(last);
            } else {
                count(truncated);
            }
        }
        if (packets > 0) {
            passage.in(into.count(), packets, all);
        }
        return into.count();
    }

    @Override
    public int send(DatagramBatch from, int first, int count) {
        int end = first + count;
        int train = first;
        apart = NONE;
        int at = 0; // octets of `train` that are dealt with
        while (train < end) {
            int filled = 0;
            while (train < end && filled < outgoing.capacity()) {
                int rest = from.length(train) - at;
                int length = sendsTrains.used() && train != apart ? rest : Math.min(rest, from.segment(train));
                outgoing.put(filled, from, train, from.offset(train) + at, length, from.segment(train));
                octets[filled] = length;
                datagrams[filled] = Math.ceilDiv(length, Math.max(1, from.segment(train)));
                source[filled++] = train;
                at += length;
                if (at >= from.length(train)) {
                    train++;
                    at = 0;
                }
            }
            int sent = sendFilled(filled);
            if (sent < filled) {
                train = source[sent];
                at = 0;
                if (!refused(sent)) {
                    return train - first;
                }
            }
        }
        return count;
    }

    /// Messages dealt with: less than `filled` when the socket's buffer is full, or a train was [#refused].
    private int sendFilled(int filled) {
        lastErrno = 0;
        int done = 0;
        while (done < filled) {
            int sent = calls.sendmmsg(
                    descriptor.number(), outgoing.location(done), filled - done, Abi.Socket.MSG_DONTWAIT);
            if (sent > 0) {
                countSent(done, sent);
                done += sent;
            } else if (sent == -Errno.EAGAIN || refusesTrain(done, -sent)) {
                lastErrno = -sent;
                return done;
            } else if (sent != -Errno.EINTR) {
                passage.refused(); // this one will not go; those behind it may
                done++;
            }
        }
        return done;
    }

    private void countSent(int first, int count) {
        int packets = 0;
        int all = 0;
        for (int i = first; i < first + count; i++) {
            packets += datagrams[i];
            all += octets[i];
        }
        passage.out(count, packets, all);
    }

    /// EIO: the device below computes no checksums. EINVAL, EMSGSIZE: the path of this one is narrower than a datagram,
    /// and only single ones are fragmented.
    private boolean refusesTrain(int message, int errno) {
        return outgoing.isTrain(message) && (errno == Errno.EIO || errno == Errno.EINVAL || errno == Errno.EMSGSIZE);
    }

    /// Whether the kernel did not take message `message` as a train; it will be asked otherwise.
    private boolean refused(int message) {
        if (!refusesTrain(message, lastErrno)) {
            return false;
        }
        apart = source[message];
        trainRefused(lastErrno);
        return true;
    }

    /// Only EIO is the device's answer to every train.
    void trainRefused(int errno) {
        if (errno == Errno.EIO) {
            sendsTrains.turnOff("the path refused (EIO at " + this + ")");
        }
    }

    @Override
    public void close() {
        if (!descriptor.isClosed()) {
            descriptor.close();
            incoming.close();
            outgoing.close();
        }
    }

    @Override
    public String toString() {
        return "UDP " + family + " port " + localPort;
    }

    /// Only the owner writes: no read-modify-write is needed.
    private static void count(AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }
}
