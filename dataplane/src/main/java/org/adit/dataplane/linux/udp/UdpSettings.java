package org.adit.dataplane.linux.udp;

import java.util.Optional;
import java.util.OptionalInt;
import org.adit.base.net.Endpoint;

/// How to open a [UdpSocket]. The address may be that of one interface or all zeros; port 0 takes a free one.
///
/// `mark` is the firewall mark of what is sent: policy routing keeps it out of our own tunnel (`LinuxNetwork.addRule`).
/// `device` binds to one interface by name. Buffers in octets; `trains`: whether several
/// datagrams may pass between the kernel and us as one.
public record UdpSettings(
        Endpoint local,
        OptionalInt mark,
        Optional<String> device,
        Fragments fragments,
        int receiveBuffer,
        int sendBuffer,
        int batch,
        Trains trains) {
    /// What happens to a datagram longer than the path takes.
    public enum Fragments {
        /// IPv4 leaves without DF, and the kernel fragments to what it knows of the path; IPv6 is
        /// fragmented here. The default: without our own probing, DF makes a black hole of a
        /// narrow link whose ICMP is lost.
        ALLOWED,
        /// DF is set, and the kernel's own idea of the path is ignored, for it comes from ICMP that anyone can forge
        /// (RFC 8899 §3, "PROBE" in ip(7)). For a data plane that probes paths itself.
        FORBIDDEN
    }

    private static final int MEBIBYTE = 1 << 20;

    public UdpSettings {
        if (batch < 1 || batch > 1024) {
            throw new IllegalArgumentException("batch " + batch);
        }
    }

    /// The usual: 16 MiB to receive (10 ms at 10 Gb/s is 12.5 MB: a pause of the collector), 4 MiB to send.
    public static UdpSettings at(Endpoint local) {
        return new UdpSettings(
                local,
                OptionalInt.empty(),
                Optional.empty(),
                Fragments.ALLOWED,
                16 * MEBIBYTE,
                4 * MEBIBYTE,
                64,
                Trains.AUTO);
    }

    UdpSettings withLocal(Endpoint other) {
        return new UdpSettings(other, mark, device, fragments, receiveBuffer, sendBuffer, batch, trains);
    }

    public UdpSettings withMark(int firewallMark) {
        return new UdpSettings(
                local, OptionalInt.of(firewallMark), device, fragments, receiveBuffer, sendBuffer, batch, trains);
    }

    public UdpSettings onDevice(String name) {
        return new UdpSettings(local, mark, Optional.of(name), fragments, receiveBuffer, sendBuffer, batch, trains);
    }

    public UdpSettings withFragments(Fragments choice) {
        return new UdpSettings(local, mark, device, choice, receiveBuffer, sendBuffer, batch, trains);
    }

    public UdpSettings withTrains(Trains choice) {
        return new UdpSettings(local, mark, device, fragments, receiveBuffer, sendBuffer, batch, choice);
    }
}
