package org.adit.dataplane.linux.netlink;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.Descriptor;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.ffm.NativeMemory;
import org.adit.dataplane.ffm.SystemCalls;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Watched;

/// What changes in the links, addresses and routes of this namespace, whoever changes it, ourselves included. To be
/// waited
/// for with a `Poller`. For one thread; closed by it too.
public final class NetworkEvents implements Watched, AutoCloseable {
    /// One change.
    public sealed interface Change {}

    /// Made, brought up or down, or otherwise changed.
    public record LinkChanged(Link link) implements Change {}

    public record LinkWent(Link link) implements Change {}

    /// Or its properties changed. `link` is an interface's index.
    public record AddressCame(int link, InterfaceAddress address) implements Change {}

    public record AddressWent(int link, InterfaceAddress address) implements Change {}

    public record RouteCame(Route route) implements Change {}

    public record RouteWent(Route route) implements Change {}

    /// More happened than the kernel kept for us, or something unreadable: look at everything again.
    public record Overrun() implements Change {}

    private static final int ROOM = 64 * 1024;
    private static final int GROUPS_AT = 8;
    /// RTMGRP_LINK, _IPV4_IFADDR, _IPV4_ROUTE, _IPV6_IFADDR, _IPV6_ROUTE.
    private static final int GROUPS = 0x1 | 0x10 | 0x40 | 0x100 | 0x400;

    private final Descriptor descriptor;
    private final SystemCalls calls = new SystemCalls();
    private final NativeMemory memory = NativeMemory.allocate(ROOM);
    private final byte[] octets = new byte[ROOM];

    private NetworkEvents(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    public static Result<NetworkEvents, OsFailure> open() {
        SystemCalls calls = new SystemCalls();
        int opened = calls.socket(
                Abi.Socket.AF_NETLINK,
                Abi.Socket.SOCK_RAW | Abi.File.O_CLOEXEC | Abi.File.O_NONBLOCK,
                Abi.Netlink.NETLINK_ROUTE);
        if (opened < 0) {
            return Result.failed(OsFailure.of("watch the network", -opened));
        }
        NetworkEvents events = new NetworkEvents(Descriptor.of(opened));
        events.memory.putShort(0, Abi.Socket.AF_NETLINK);
        events.memory.putInt(GROUPS_AT, GROUPS);
        int bound = calls.bind(opened, events.memory.address(0), Abi.Netlink.ADDRESS_SIZE);
        if (bound < 0) {
            events.close();
            return Result.failed(OsFailure.of("watch the network", -bound));
        }
        return Result.ok(events);
    }

    @Override
    public Descriptor descriptor() {
        return descriptor;
    }

    /// What changed since the last call, oldest first. Never waits.
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        while (true) {
            long received = calls.recv(descriptor.number(), memory.address(0), ROOM, Abi.Socket.MSG_TRUNC);
            if (received == -Errno.EAGAIN) {
                return changes;
            }
            if (received > 0 && received <= ROOM) {
                memory.copyOut(0, octets, 0, (int) received);
                read((int) received, changes);
            } else if (received != -Errno.EINTR) {
                changes.add(new Overrun()); // ENOBUFS, or too long
                if (received < 0 && received != -Errno.ENOBUFS) {
                    return changes;
                }
            }
        }
    }

    private void read(int length, List<Change> changes) {
        try {
            for (Reply reply : Reply.parse(octets, length)) {
                add(reply, changes);
            }
        } catch (Reply.Malformed unreadable) {
            changes.add(new Overrun());
        }
    }

    private static void add(Reply reply, List<Change> changes) throws Reply.Malformed {
        switch (reply.type()) {
            case LinkCodec.NEW_LINK -> changes.add(new LinkChanged(LinkCodec.link(reply)));
            case LinkCodec.DELETE_LINK -> changes.add(new LinkWent(LinkCodec.link(reply)));
            case LinkCodec.NEW_ADDRESS ->
                changes.add(new AddressCame(LinkCodec.linkOf(reply), LinkCodec.address(reply)));
            case LinkCodec.DELETE_ADDRESS ->
                changes.add(new AddressWent(LinkCodec.linkOf(reply), LinkCodec.address(reply)));
            case RouteCodec.NEW_ROUTE -> changes.add(new RouteCame(RouteCodec.route(reply, familyOf(reply))));
            case RouteCodec.DELETE_ROUTE -> changes.add(new RouteWent(RouteCodec.route(reply, familyOf(reply))));
            default -> {
                // of a group we did not ask for
            }
        }
    }

    private static IpFamily familyOf(Reply reply) throws Reply.Malformed {
        return reply.octet(0) == LinkCodec.family(IpFamily.V4) ? IpFamily.V4 : IpFamily.V6;
    }

    @Override
    public void close() {
        if (!descriptor.isClosed()) {
            descriptor.close();
            memory.close();
        }
    }
}
