package org.adit.client.daemon;

import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.client.connection.ClientFailure;
import org.adit.client.connection.ClientInput;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Poller;
import org.adit.dataplane.linux.netlink.LinuxNetwork;
import org.adit.dataplane.linux.netlink.NetworkEvents;
import org.adit.dataplane.linux.netlink.NetworkEvents.Change;
import org.adit.dataplane.linux.netlink.Route;

/// The thread `network-watch`: tells the core when the host's network is no longer what it was. What we change
/// ourselves does not count, but that our device went does.
final class NetworkWatch implements AutoCloseable {
    private static final long REST_NANOS = 1_000_000_000L;

    private final NetworkEvents events;
    private final Poller poller;
    private final String device;
    private final int link;
    private final Inbox inbox;
    private final Thread thread;
    private volatile boolean stopping;

    private NetworkWatch(NetworkEvents events, Poller poller, String device, int link, Inbox inbox) {
        this.events = events;
        this.poller = poller;
        this.device = device;
        this.link = link;
        this.inbox = inbox;
        this.thread = Thread.ofPlatform().name("network-watch").unstarted(this::run);
    }

    /// `device` is ours, with the index `link`.
    static Result<NetworkWatch, Failure> start(String device, int link, Inbox inbox) {
        return switch (NetworkEvents.open()
                .then(events -> Poller.open(List.of(events))
                        .map(poller -> new NetworkWatch(events, poller, device, link, inbox)))) {
            case Result.Ok<NetworkWatch, OsFailure>(NetworkWatch watch) -> {
                watch.thread.start();
                yield Result.ok(watch);
            }
            case Result.Failed<NetworkWatch, OsFailure>(OsFailure failure) -> Result.failed(failure);
        };
    }

    private void run() {
        while (!stopping) {
            poller.park(REST_NANOS);
            if (events.changes().stream().anyMatch(this::matters)) {
                inbox.tell(new ClientInput.NetworkChanged());
            }
        }
        poller.close();
        events.close();
    }

    private boolean matters(Change change) {
        return switch (change) {
            case NetworkEvents.LinkWent(var went) -> {
                if (went.index() == link && !stopping) {
                    inbox.tell(new ClientInput.Broken(
                            new ClientFailure.DeviceLost(device, "the kernel reported it removed")));
                }
                yield went.index() != link;
            }
            case NetworkEvents.LinkChanged(var changed) -> changed.index() != link;
            case NetworkEvents.AddressCame(var index, var _) -> index != link;
            case NetworkEvents.AddressWent(var index, var _) -> index != link;
            case NetworkEvents.RouteCame(var route) -> !ours(route);
            case NetworkEvents.RouteWent(var route) -> !ours(route);
            case NetworkEvents.Overrun _ -> true;
        };
    }

    private boolean ours(Route route) {
        return route.protocol() == LinuxNetwork.CLIENT_MARK
                || route.link().isPresent() && route.link().getAsInt() == link;
    }

    @Override
    public void close() {
        stopping = true;
        poller.wake();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
