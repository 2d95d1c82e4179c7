package org.adit.dataplane.userspace;

import java.nio.ByteBuffer;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Path;
import org.jspecify.annotations.Nullable;

/// The UDP sockets of one worker, and what goes out on them besides ESP: IKE and keepalives (RFC 3948 §2).
final class OuterSockets {
    /// Here IKE comes without a marker and there is no ESP (RFC 7296 §2.23).
    static final int IKE_PORT = 500;

    static final int MARKER_OCTETS = 4;
    private static final int MAX_UDP_PAYLOAD = 65507;
    private static final byte KEEPALIVE = (byte) 0xff;

    private final DatagramPort[] ports;
    private final DatagramBatch control = DatagramBatch.of(1, MAX_UDP_PAYLOAD);

    OuterSockets(List<DatagramPort> ports) {
        this.ports = ports.toArray(new DatagramPort[0]);
    }

    int count() {
        return ports.length;
    }

    DatagramPort at(int index) {
        return ports[index];
    }

    /// The socket that packets of this path leave through.
    @Nullable
    DatagramPort find(Path path) {
        for (DatagramPort port : ports) {
            if (port.localPort() == path.local().port()
                    && port.family() == path.peer().address().family()) {
                return port;
            }
        }
        return null;
    }

    /// False if it could not be sent now: IKE retransmits.
    boolean sendIke(Path path, Bytes message) {
        int marker = path.local().port() == IKE_PORT ? 0 : MARKER_OCTETS;
        if (message.length() + marker > MAX_UDP_PAYLOAD) {
            return false;
        }
        control.clear();
        control.octets().putInt(0, 0);
        control.octets().put(marker, message.toArray());
        return send(path, marker + message.length());
    }

    boolean sendKeepalive(Path path) {
        control.clear();
        control.octets().put(0, KEEPALIVE);
        return send(path, 1);
    }

    private boolean send(Path path, int length) {
        DatagramPort port = find(path);
        if (port == null) {
            return false;
        }
        int index = control.add(0, length);
        control.peer(
                index,
                path.peer().address().high(),
                path.peer().address().low(),
                path.peer().port());
        control.local(
                index, path.local().address().high(), path.local().address().low());
        control.tos(index, DatagramBatch.TOS_UNKNOWN);
        return port.send(control, 0, 1) == 1;
    }

    static boolean keepalive(ByteBuffer octets, int at, int length) {
        return length == 1 && octets.get(at) == KEEPALIVE;
    }

    void close() {
        for (DatagramPort port : ports) {
            port.close();
        }
    }
}
