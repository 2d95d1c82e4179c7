package org.adit.dataplane.linux.udp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Result;
import org.adit.base.feature.Switch;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Poller;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.dataplane.userspace.DatagramPort;
import org.adit.dataplane.userspace.Parking;

/// Sends trains to ourselves and compares every octet. Some kernels corrupt what they take apart (Linux 7.0-rc1 to
/// 7.1.4, and 6.17 as a guest), equal segments or only some lengths, so their word and their version are not enough.
/// Over the loopback interface only. Where not even a single datagram comes back, nothing is held against trains.
final class TrainTrial {
    private static final List<IpAddress> LOOPBACKS = List.of(IpAddress.of("127.0.0.1"), IpAddress.of("::1"));
    private static final int DATAGRAMS = 8;
    private static final int SEGMENT = 1280;
    private static final int SHORT_TAIL = 700;
    private static final int TRAIN_ROOM = 0x4000;
    private static final int SLOTS = 16;
    private static final long WAIT_NANOS = 2_000_000;
    /// The loopback interface delivers while it sends: what is not there at once will not come, ...
    private static final int WAITS_FOR_ONE = 5;
    /// ... but a machine that is busy for a moment must not lose its trains for good.
    private static final int WAITS_FOR_TRAIN = 100;

    private final DatagramPort sender;
    private final DatagramPort receiver;
    private final Parking arrival;
    private final Endpoint target;
    private final DatagramBatch out = DatagramBatch.of(1, TRAIN_ROOM);
    private final DatagramBatch in = DatagramBatch.ofSlots(SLOTS, TRAIN_ROOM);

    TrainTrial(DatagramPort sender, DatagramPort receiver, Parking arrival, IpAddress loopback) {
        this.sender = sender;
        this.receiver = receiver;
        this.arrival = arrival;
        this.target = new Endpoint(loopback, receiver.localPort());
        for (int i = 0; i < DATAGRAMS * SEGMENT; i++) {
            out.octets().put(i, pattern(i));
        }
    }

    /// What is found against each way: a receiver that takes no trains has the kernel take them apart, one that does
    /// gets them as they are. Over IPv4, or IPv6 where a machine has only that.
    static Trains overLoopback(Trains trains) {
        return LOOPBACKS.stream()
                .flatMap(loopback -> at(loopback, trains).stream())
                .findFirst()
                .orElse(trains);
    }

    private static Optional<Trains> at(IpAddress loopback, Trains trains) {
        List<UdpSocket> opened = new ArrayList<>();
        try {
            open(loopback, Trains.wanted(Switch.AUTO, Switch.OFF), opened);
            open(loopback, Trains.OFF, opened);
            open(loopback, Trains.wanted(Switch.OFF, trains.receive()), opened);
            return opened.size() == 3 ? at(loopback, trains, opened) : Optional.empty();
        } finally {
            opened.forEach(UdpSocket::close);
        }
    }

    private static Optional<Trains> at(IpAddress loopback, Trains trains, List<UdpSocket> opened) {
        return switch (Poller.open(opened)) {
            case Result.Failed<Poller, OsFailure> _ -> Optional.empty();
            case Result.Ok<Poller, OsFailure>(Poller poller) -> {
                try (poller) {
                    UdpSocket sender = opened.getFirst();
                    Optional<String> sending = new TrainTrial(sender, opened.get(1), poller, loopback).run();
                    yield sending.map(found -> trains.found(
                            found,
                            new TrainTrial(sender, opened.getLast(), poller, loopback)
                                    .run()
                                    .orElse("")));
                }
            }
        };
    }

    private static void open(IpAddress address, Trains trains, List<UdpSocket> opened) {
        UdpSettings settings = UdpSettings.at(new Endpoint(address, 0)).withTrains(trains);
        if (UdpSocket.open(settings) instanceof Result.Ok<UdpSocket, OsFailure>(UdpSocket socket)) {
            opened.add(socket);
        }
    }

    /// What is wrong with trains here, "" if nothing; empty if nothing could be seen.
    Optional<String> run() {
        if (!comesBackWhole(1, SEGMENT)) {
            return Optional.empty();
        }
        if (!comesBackWhole(DATAGRAMS, SEGMENT)) {
            return Optional.of("the kernel corrupts or loses datagrams of equal length that are sent as one");
        }
        return Optional.of(
                comesBackWhole(DATAGRAMS, SHORT_TAIL)
                        ? ""
                        : "the kernel corrupts or loses datagrams that are sent as one with a shorter last");
    }

    private boolean comesBackWhole(int datagrams, int tail) {
        int octets = (datagrams - 1) * SEGMENT + tail;
        out.clear();
        out.add(0, octets, Math.min(SEGMENT, octets));
        out.peer(0, target.address().high(), target.address().low(), target.port());
        out.local(0, 0, 0);
        out.tos(0, DatagramBatch.TOS_UNKNOWN);
        sender.send(out, 0, 1);
        int seen = 0;
        int waits = datagrams == 1 ? WAITS_FOR_ONE : WAITS_FOR_TRAIN;
        for (int wait = 0; wait < waits && seen < octets; wait++) {
            int now = takeInto(seen, octets);
            if (now < 0) {
                return false;
            }
            seen = now;
            if (seen < octets) {
                arrival.park(WAIT_NANOS);
            }
        }
        return seen == octets;
    }

    /// How many octets have come in all; below 0 if one was wrong, or its datagram of a wrong length.
    private int takeInto(int seen, int octets) {
        int at = seen;
        int trains = receiver.receive(in);
        for (int train = 0; train < trains; train++) {
            if (in.peerPort(train) != sender.localPort()) {
                continue;
            }
            int from = in.offset(train);
            int length = in.length(train);
            if (length > octets - at
                    || in.segment(train) != Math.min(SEGMENT, octets - at)
                    || in.octets().slice(from, length).mismatch(out.octets().slice(at, length)) >= 0) {
                return -1;
            }
            at += length;
        }
        return at;
    }

    /// Never the same at the same place of two neighbours.
    private static byte pattern(int index) {
        return (byte) (index * 31 + index / SEGMENT);
    }
}
