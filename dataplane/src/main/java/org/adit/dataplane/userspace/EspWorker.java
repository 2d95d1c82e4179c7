package org.adit.dataplane.userspace;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.adit.base.Bytes;
import org.adit.protocol.esp.DropReason;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;

/// Moves packets. Runs on one thread and owns its SAs, its device and its sockets: nobody else touches them, so
/// nothing here is locked. What comes to it and is another worker's goes over [Crossings]. Allocates nothing per
/// packet.
final class EspWorker {
    private static final int ORDERS = 16_384;
    private static final int ORDERS_PER_TURN = 256;
    private static final int TURNS_TO_ASK_ALL = 8;

    private final Queue<Order> orders = new ArrayBlockingQueue<>(ORDERS);
    private final SaTables sas;
    private final DropCounters drops = new DropCounters();
    private final PacketDevice device;
    private final OuterSockets sockets;
    private final Crossings crossings;
    private final InboundPath inbound;
    private final OutboundPath outbound;
    private final boolean[] busy;
    private int turns;

    EspWorker(
            UserspaceDataPlane.WorkerPorts ports,
            TunnelSettings settings,
            IkeSink ike,
            Consumer<DataPlaneEvent> events,
            Crossings crossings) {
        this.device = ports.device();
        this.sockets = new OuterSockets(ports.sockets());
        this.busy = new boolean[sockets.count()];
        this.crossings = crossings;
        this.sas = new SaTables(crossings.self());
        PairWatch watch = new PairWatch(drops, events);
        this.inbound = new InboundPath(device, ports.sum(), settings, sas, watch, ike, crossings);
        this.outbound = new OutboundPath(device, ports.sum(), settings, sas, watch, crossings);
    }

    /// For any thread. False when too many orders wait, which only a stuck worker lets happen.
    boolean order(Order order) {
        return orders.offer(order);
    }

    boolean ordersWait() {
        return !orders.isEmpty();
    }

    /// Sealed packets are still here because a socket was full.
    boolean waitsForRoom() {
        return outbound.waitsForRoom();
    }

    DropCounters drops() {
        return drops;
    }

    OuterSockets sockets() {
        return sockets;
    }

    /// One round. 0 means that there was nothing to do.
    int turn(long nowNanos) {
        int done = obeyOrders(); // install, startSending, move, remove; IKE and keepalives
        boolean all = turns++ % TURNS_TO_ASK_ALL == 0;
        done += receive(all, nowNanos); // UDP -> open -> TUN
        done += outbound.turn(nowNanos); // TUN -> seal -> UDP
        if (crossings.any()) {
            done += inbound.crossed(nowNanos) + outbound.crossed(nowNanos);
            crossings.wakeOthers();
        }
        return done > 0 || all ? done : receive(true, nowNanos);
    }

    /// Sockets that had nothing the last time are asked only now and then, and before the worker rests: each costs a
    /// system call.
    private int receive(boolean all, long nowNanos) {
        int done = 0;
        for (int i = 0; i < sockets.count(); i++) {
            if (all || busy[i]) {
                int datagrams = inbound.turn(sockets.at(i), nowNanos);
                busy[i] = datagrams > 0;
                done += datagrams;
            }
        }
        return done;
    }

    private int obeyOrders() {
        int done = 0;
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            obey(order);
            if (++done == ORDERS_PER_TURN) {
                break;
            }
        }
        return done;
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Install(SaPair pair) -> sas.install(pair);
            case Order.StartSending(SaPair pair) -> sas.startSending(pair);
            case Order.Move(Spi inbound, Path path) -> move(inbound, path);
            case Order.Remove(SaPair pair) -> sas.remove(pair);
            case Order.SendIke(Path path, Bytes message) -> countUnless(sockets.sendIke(path, message), path);
            case Order.SendKeepalive(Path path) -> countUnless(sockets.sendKeepalive(path), path);
        }
    }

    private void countUnless(boolean sent, Path path) {
        if (!sent) {
            drops.count(sockets.find(path) == null ? DropReason.NO_SOCKET : DropReason.SOCKET_FULL);
        }
    }

    private void move(Spi inbound, Path path) {
        SaPair pair = sas.receiver(inbound.value());
        DatagramPort through = sockets.find(path);
        if (through == null) {
            drops.count(DropReason.NO_SOCKET);
        } else if (pair != null) {
            pair.move(path, through);
        }
    }

    /// After a bug in a turn: what was under way is lost, the SAs stay.
    void abandonBatch() {
        inbound.abandon();
        outbound.abandon();
    }

    /// Obeys what is still waiting, wipes all keys, closes device and sockets.
    void close() {
        while (obeyOrders() > 0) {}
        sas.removeAll();
        device.close();
        sockets.close();
    }
}
