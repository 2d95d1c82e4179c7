package org.adit.dataplane.linux.udp;

import java.util.List;
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
    }

    /// What is found against each way. A receiver that takes no trains has the kernel take them apart; one that does
    /// gets them as they are.
    static Trains overLoopback(Trains trains) {
        String sending = "";
        String receiving = "";
        for (IpAddress loopback : LOOPBACKS) {
            sending = sending.isEmpty() ? against(loopback, Switch.OFF) : sending;
            if (receiving.isEmpty() && trains.receive() != Switch.OFF) {
                receiving = against(loopback, Switch.AUTO);
            }
        }
        return trains.found(sending, receiving);
    }

    private static String against(IpAddress loopback, Switch receive) {
        Result<UdpSocket, OsFailure> from = open(loopback, Switch.AUTO, Switch.OFF);
        Result<UdpSocket, OsFailure> to = open(loopback, Switch.OFF, receive);
        try {
            return from instanceof Result.Ok<UdpSocket, OsFailure>(UdpSocket sender)
                            && to instanceof Result.Ok<UdpSocket, OsFailure>(UdpSocket receiver)
                    ? against(sender, receiver, loopback)
                    : "";
        } finally {
            close(from);
            close(to);
        }
    }

    private static String against(UdpSocket sender, UdpSocket receiver, IpAddress loopback) {
        return switch (Poller.open(List.of(receiver))) {
            case Result.Failed<Poller, OsFailure> _ -> "";
            case Result.Ok<Poller, OsFailure>(Poller poller) -> {
                try (poller) {
                    yield new TrainTrial(sender, receiver, poller, loopback).run();
                }
            }
        };
    }

    private static Result<UdpSocket, OsFailure> open(IpAddress address, Switch send, Switch receive) {
        return UdpSocket.open(UdpSettings.at(new Endpoint(address, 0)).withTrains(Trains.wanted(send, receive)));
    }

    private static void close(Result<UdpSocket, OsFailure> opened) {
        if (opened instanceof Result.Ok<UdpSocket, OsFailure>(UdpSocket socket)) {
            socket.close();
        }
    }

    /// What is wrong with trains here; empty if nothing, or if nothing could be seen.
    String run() {
        if (!comesBackWhole(1, SEGMENT)) {
            return "";
        }
        if (!comesBackWhole(DATAGRAMS, SEGMENT)) {
            return "the kernel corrupts or loses datagrams of equal length that are sent as one";
        }
        return comesBackWhole(DATAGRAMS, SHORT_TAIL)
                ? ""
                : "the kernel corrupts or loses datagrams that are sent as one with a shorter last";
    }

    private boolean comesBackWhole(int datagrams, int tail) {
        int octets = (datagrams - 1) * SEGMENT + tail;
        for (int i = 0; i < octets; i++) {
            out.octets().put(i, pattern(i));
        }
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
            boolean whole = length <= octets - at && in.segment(train) == Math.min(SEGMENT, octets - at);
            for (int i = 0; i < length && whole; i++) {
                whole = in.octets().get(from + i) == pattern(at + i);
            }
            if (!whole) {
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
