package org.adit.systemtest.canary.purity;

import java.net.DatagramSocket;
import java.net.SocketException;

final class Sockets {
    DatagramSocket open() throws SocketException {
        return new DatagramSocket();
    }
}
