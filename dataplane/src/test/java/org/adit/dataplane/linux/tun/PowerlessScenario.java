package org.adit.dataplane.linux.tun;

import static org.adit.dataplane.linux.InNamespace.must;
import static org.adit.dataplane.linux.InNamespace.tell;

import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.dataplane.linux.netlink.LinuxNetwork;
import org.adit.dataplane.linux.netlink.Route;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;

/// Runs without any capability.
final class PowerlessScenario {
    private PowerlessScenario() {}

    public static void main(String[] arguments) {
        tell("tun", Tun.open("adtun%d", Tun.Offload.AUTO));
        tell("port", UdpSocket.open(UdpSettings.at(new Endpoint(IpAddress.of("0.0.0.0"), 500))));
        tell(
                "mark",
                UdpSocket.open(
                        UdpSettings.at(new Endpoint(IpAddress.of("0.0.0.0"), 0)).withMark(7)));
        try (LinuxNetwork network = must(LinuxNetwork.open(LinuxNetwork.CLIENT_MARK))) {
            tell("route", network.addRoute(Route.unreachable(IpPrefix.of("192.0.2.0/24"))));
            tell("list", must(network.links()).getFirst().name());
        }
    }
}
