package org.adit.dataplane.linux.udp;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.linux.OsFailure;

/// Sockets on one port, each for a thread of its own (SO_REUSEPORT). A filter in the kernel gives each datagram to the
/// one whose number is the first word of the payload modulo their count: ESP by SPI, IKE (whose first word is zero
/// here) and keepalives to the first.
///
/// The first one binds alone. So this fails where anybody has the port, another group too. Only then may others join,
/// and any process of the same user could, which is trusted anyway.
public final class SharedPort {
    private SharedPort() {}

    /// Opens `count` of them, a power of two.
    public static Result<List<UdpSocket>, OsFailure> open(UdpSettings settings, int count) {
        Result<UdpSocket, OsFailure> first = UdpSocket.open(settings);
        return count == 1 ? first.map(List::of) : first.then(socket -> shared(settings, socket, count));
    }

    private static Result<List<UdpSocket>, OsFailure> shared(UdpSettings settings, UdpSocket first, int count) {
        List<UdpSocket> all = new ArrayList<>(List.of(first));
        UdpSettings same = settings.withLocal(new Endpoint(settings.local().address(), first.localPort()));
        try (SocketOptions options = new SocketOptions(first.descriptor())) {
            Result<UdpSocket, OsFailure> last =
                    done(options.set(Abi.Socket.SOL_SOCKET, Abi.Socket.SO_REUSEPORT, 1), first);
            while (last instanceof Result.Ok<UdpSocket, OsFailure> && all.size() < count) {
                last = UdpSocket.open(same, true);
                last.map(all::add);
            }
            Result<UdpSocket, OsFailure> steered = last.then(_ -> done(options.steerByFirstWord(count), first));
            if (steered instanceof Result.Failed<UdpSocket, OsFailure>) {
                all.forEach(UdpSocket::close);
            }
            return steered.map(_ -> List.copyOf(all));
        }
    }

    private static Result<UdpSocket, OsFailure> done(int returned, UdpSocket socket) {
        return returned < 0
                ? Result.failed(OsFailure.of("share a UDP port among workers", -returned))
                : Result.ok(socket);
    }
}
