package org.adit.app.bench.soak;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.adit.app.bench.load.IkeLine;
import org.adit.app.bench.load.LoadSockets;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.dataplane.userspace.DatagramBatch;
import org.adit.protocol.ipsec.Path;

/// The way between clients and gateway: routers that translate the addresses of some clients, and the weather.
/// A client has a place as it knows itself, and one where the world sees it: the same, unless a router is between.
final class Line implements IkeLine {
    /// Copies of datagrams that were sent, to be sent again when nobody expects it.
    private static final int KEPT = 512;

    private final LoadSockets sockets;
    private final Weather weather;
    private final SplittableRandom random;
    private final Map<Endpoint, Endpoint> outside = new HashMap<>();
    private final Map<Endpoint, Endpoint> inside = new HashMap<>();
    private final DatagramBatch outgoing = DatagramBatch.of(1, 0xffff);
    private final Deque<Old> kept = new ArrayDeque<>();
    private long lost;
    private long repeated;

    private record Old(Endpoint place, Bytes datagram) {}

    Line(LoadSockets sockets, Weather weather, long seed) {
        this.sockets = sockets;
        this.weather = weather;
        this.random = new SplittableRandom(seed);
    }

    /// From now on the world sees the client that knows itself at `own` at `seen`, and nowhere else.
    void connect(Endpoint own, Endpoint seen) {
        disconnect(own);
        outside.put(own, seen);
        inside.put(seen, own);
    }

    void disconnect(Endpoint own) {
        Endpoint before = outside.remove(own);
        if (before != null) {
            inside.remove(before);
        }
    }

    boolean reaches(Endpoint seen) {
        return inside.containsKey(seen);
    }

    @Override
    public void send(Path path, Bytes message) {
        Endpoint seen = outside.get(path.local());
        if (seen == null || loses()) {
            return;
        }
        Path translated = new Path(seen, path.peer());
        sockets.send(translated, message);
        if (weather.repeats()) {
            repeated++;
            sockets.send(translated, message);
        }
    }

    @Override
    public void keepalive(Path path) {
        Endpoint seen = outside.get(path.local());
        if (seen != null) {
            sockets.keepalive(new Path(seen, path.peer()));
        }
    }

    @Override
    public void receive(long millis, BiConsumer<Path, Bytes> ike) {
        sockets.receive(millis, (path, message) -> {
            Endpoint own = inside.get(path.local());
            if (own != null && !loses()) {
                ike.accept(new Path(own, path.peer()), message);
            }
        });
    }

    boolean loses() {
        boolean loses = weather.loses();
        lost += loses ? 1 : 0;
        return loses;
    }

    /// Sends `octets[0, length)`, which are ESP packets of `segment` octets each, the last perhaps shorter.
    void sendEsp(Endpoint own, ByteBuffer octets, int length, int segment) {
        Endpoint seen = outside.get(own);
        if (seen == null || length == 0) {
            return;
        }
        byte[] first = new byte[Math.min(segment, length)];
        octets.get(0, first);
        keep(new Old(seen, Bytes.wrap(first)));
        outgoing.clear();
        outgoing.octets().put(0, octets, 0, length);
        send(seen, length, segment);
        if (weather.repeats()) {
            sendAgain();
        }
    }

    private void keep(Old sent) {
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.add(sent);
    }

    /// One of the last few seconds, from where it came then, as somebody would who listens on the way.
    private void sendAgain() {
        int skip = random.nextInt(kept.size());
        Old again = kept.stream().skip(skip).findFirst().orElseThrow();
        repeated++;
        outgoing.clear();
        outgoing.octets().put(0, again.datagram().toArray());
        send(again.place(), again.datagram().length(), again.datagram().length());
    }

    private void send(Endpoint seen, int length, int segment) {
        sockets.address(outgoing, outgoing.add(0, length, segment), seen);
        sockets.through(seen).send(outgoing, 0, 1);
    }

    long lost() {
        return lost;
    }

    long repeated() {
        return repeated;
    }
}
