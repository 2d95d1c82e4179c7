package org.adit.client.daemon;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.linux.OsFailure;
import org.adit.dataplane.linux.Watched;
import org.adit.dataplane.linux.udp.Trains;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;
import org.adit.dataplane.userspace.DatagramPort;

/// One UDP socket for each family that this system has, on ports of the system's choice.
record OuterSockets(List<UdpSocket> sockets) {
    OuterSockets {
        sockets = List.copyOf(sockets);
    }

    static OuterSockets open() throws CannotStart {
        List<UdpSocket> sockets = new ArrayList<>();
        Trains trains = Trains.AUTO.tried();
        for (IpFamily family : IpFamily.values()) {
            switch (UdpSocket.open(
                    UdpSettings.at(new Endpoint(IpAddress.any(family), 0)).withTrains(trains))) {
                case Result.Ok<UdpSocket, OsFailure>(UdpSocket socket) -> sockets.add(socket);
                case Result.Failed<UdpSocket, OsFailure>(OsFailure failure) -> {
                    if (family == IpFamily.V4) {
                        throw new CannotStart(failure);
                    }
                }
            }
        }
        return new OuterSockets(sockets);
    }

    List<DatagramPort> all() {
        return List.copyOf(sockets);
    }

    List<Watched> watchedWith(Watched device) {
        List<Watched> watched = new ArrayList<>(sockets);
        watched.add(device);
        return watched;
    }

    Map<IpFamily, Integer> localPorts() {
        Map<IpFamily, Integer> ports = new EnumMap<>(IpFamily.class);
        sockets.forEach(socket -> ports.put(socket.family(), socket.localPort()));
        return ports;
    }
}
