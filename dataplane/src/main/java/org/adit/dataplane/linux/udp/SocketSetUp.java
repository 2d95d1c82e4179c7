package org.adit.dataplane.linux.udp;

import org.adit.base.feature.Switch;
import org.adit.base.net.Endpoint;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.Abi.Socket;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.linux.OsFailure;
import org.jspecify.annotations.Nullable;

/// The options of a socket in the order that works: all before bind(2), so that no datagram arrives without its
/// control messages.
final class SocketSetUp {
    private SocketSetUp() {}

    /// One that `joins` shares its port with the sockets of its group that are bound already.
    static @Nullable OsFailure apply(UdpSettings settings, boolean joins, SocketOptions options) {
        int failed = switch (settings.local().address().family()) {
            case V4 -> v4(settings, options);
            case V6 -> v6(settings, options);
        };
        if (failed < 0) {
            return OsFailure.of("set up a UDP socket for " + settings.local(), -failed);
        }
        buffers(settings, options);
        // Kernels before 4.11 do not know it: the MTUs of narrow paths are not learnt then.
        switch (settings.local().address().family()) {
            case V4 -> options.set(Socket.SOL_IP, Socket.IP_RECVFRAGSIZE, 1);
            case V6 -> options.set(Socket.SOL_IPV6, Socket.IPV6_RECVFRAGSIZE, 1);
        }
        if (settings.trains().receive() != Switch.OFF
                && settings.trains().receiveFault().isEmpty()) {
            options.set(Socket.SOL_UDP, Socket.UDP_GRO, 1); // older kernels go on with single datagrams
        }
        if (settings.mark().isPresent()) {
            int marked = options.set(
                    Socket.SOL_SOCKET, Socket.SO_MARK, settings.mark().getAsInt());
            if (marked < 0) {
                return OsFailure.of("mark what a UDP socket sends", -marked);
            }
        }
        if (settings.device().isPresent()) {
            String name = settings.device().get();
            int bound = options.set(Socket.SOL_SOCKET, Socket.SO_BINDTODEVICE, name);
            if (bound < 0) {
                return bound == -Errno.ENODEV
                        ? new OsFailure.NoSuchLink(name)
                        : OsFailure.of("bind a UDP socket to the interface " + name, -bound);
            }
        }
        if (joins) {
            int shared = options.set(Socket.SOL_SOCKET, Socket.SO_REUSEPORT, 1);
            if (shared < 0) {
                return OsFailure.of("share a UDP port among workers", -shared);
            }
        }
        int bound = options.bind(settings.local());
        return bound < 0 ? whyNotBound(settings.local(), -bound) : null;
    }

    private static int v4(UdpSettings settings, SocketOptions options) {
        int failed = options.set(Socket.SOL_IP, Socket.IP_PKTINFO, 1);
        failed = failed < 0 ? failed : options.set(Socket.SOL_IP, Socket.IP_RECVTOS, 1);
        return failed < 0 ? failed : options.set(Socket.SOL_IP, Socket.IP_MTU_DISCOVER, discovery(settings));
    }

    private static int v6(UdpSettings settings, SocketOptions options) {
        int failed = options.set(Socket.SOL_IPV6, Socket.IPV6_V6ONLY, 1);
        failed = failed < 0 ? failed : options.set(Socket.SOL_IPV6, Socket.IPV6_RECVPKTINFO, 1);
        failed = failed < 0 ? failed : options.set(Socket.SOL_IPV6, Socket.IPV6_RECVTCLASS, 1);
        return failed < 0 ? failed : options.set(Socket.SOL_IPV6, Socket.IPV6_MTU_DISCOVER, discovery(settings));
    }

    private static int discovery(UdpSettings settings) {
        return switch (settings.fragments()) {
            case ALLOWED -> Socket.PMTUDISC_DONT;
            case FORBIDDEN -> Socket.PMTUDISC_PROBE;
        };
    }

    /// Smaller buffers lose packets but never break: what came of it is read back and shown.
    private static void buffers(UdpSettings settings, SocketOptions options) {
        if (options.set(Abi.Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE, settings.receiveBuffer()) < 0) {
            options.set(Abi.Socket.SOL_SOCKET, Socket.SO_RCVBUF, settings.receiveBuffer());
        }
        if (options.set(Abi.Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, settings.sendBuffer()) < 0) {
            options.set(Abi.Socket.SOL_SOCKET, Socket.SO_SNDBUF, settings.sendBuffer());
        }
    }

    private static OsFailure whyNotBound(Endpoint local, int errno) {
        String name = Errno.name(errno);
        return switch (errno) {
            case Errno.EADDRINUSE -> new OsFailure.PortTaken(local);
            case Errno.EADDRNOTAVAIL -> new OsFailure.AddressNotAvailable(local.address());
            case Errno.EACCES, Errno.EPERM ->
                new OsFailure.NotPermitted("listen on UDP port " + local.port(), "CAP_NET_BIND_SERVICE", name);
            default -> OsFailure.of("bind a UDP socket to " + local, errno);
        };
    }
}
