package org.adit.app.demo;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.adit.lab.capture.PacketCapture;
import org.adit.lab.world.RemoteAccessWorld;

/// The cable between the home and the internet, where an eavesdropper would sit, while a step runs.
final class Wire implements AutoCloseable {
    private static final List<String> SEALED_OR_SILENT = List.of(":esp", ":isakmp", ":udpencap", ":icmpv6", ":igmp");

    private final PacketCapture capture;

    private Wire(PacketCapture capture) {
        this.capture = capture;
    }

    static Wire watch(Stage stage) {
        return new Wire(PacketCapture.on(stage.world().internet(), "tohome"));
    }

    Seen stop() {
        List<Frame> frames = capture.stop().fields("ip || ipv6", Frame.FIELDS).stream()
                .map(Frame::of)
                .toList();
        return new Seen(frames);
    }

    @Override
    public void close() {
        capture.close();
    }

    /// @param protocols all that tshark found, from the outside in
    /// @param exchange number of the IKE exchange (RFC 7296 §3.1)
    record Frame(
            String protocols,
            String to,
            String sourcePort,
            String spi,
            String ikeSpi,
            String exchange,
            boolean opened) {
        static final List<String> FIELDS = List.of(
                "frame.protocols",
                "ip.dst",
                "udp.srcport",
                "esp.spi",
                "isakmp.ispi",
                "isakmp.exchangetype",
                "isakmp.enc.decrypted");

        static Frame of(List<String> values) {
            return new Frame(
                    values.get(0),
                    values.get(1),
                    values.get(2),
                    values.get(3),
                    values.get(4),
                    values.get(5),
                    !values.get(6).isEmpty());
        }

        /// An ICMP error quotes the packet that it is about; that one is not on the wire.
        boolean isQuote() {
            return protocols.contains(":icmp:");
        }

        boolean isEsp() {
            return !spi.isEmpty() && !isQuote();
        }

        boolean isIke() {
            return !ikeSpi.isEmpty() && !isQuote();
        }

        boolean isFromHome() {
            return to.equals(RemoteAccessWorld.GATEWAY_V4.toString());
        }

        boolean isReadable() {
            return SEALED_OR_SILENT.stream().noneMatch(protocols::contains);
        }
    }

    /// What was on it. Lists are in the order of the first packet of each.
    record Seen(List<Frame> frames) {
        Seen {
            frames = List.copyOf(frames);
        }

        long esp() {
            return frames.stream().filter(Frame::isEsp).count();
        }

        /// Packets that anybody could read: neither ESP nor IKE, nor what keeps a NAT and the cable awake.
        long readable() {
            return frames.stream().filter(Frame::isReadable).count();
        }

        /// SPIs of ESP from the home to the gateway.
        List<String> spisFromHome() {
            return distinct(frame -> frame.isEsp() && frame.isFromHome(), Frame::spi);
        }

        List<String> spisToHome() {
            return distinct(frame -> frame.isEsp() && !frame.isFromHome(), Frame::spi);
        }

        /// The NAT's source ports of ESP.
        List<String> portsOfHome() {
            return distinct(frame -> frame.isEsp() && frame.isFromHome(), Frame::sourcePort);
        }

        /// Messages of one IKE exchange.
        long messages(int exchange) {
            return frames.stream().filter(frame -> isOf(exchange, frame)).count();
        }

        /// Those among them that an eavesdropper cannot read.
        long sealed(int exchange) {
            return frames.stream()
                    .filter(frame -> isOf(exchange, frame) && !frame.opened())
                    .count();
        }

        /// Initiator's SPIs of the IKE SAs that messages belonged to.
        List<String> ikeSpis() {
            return distinct(Frame::isIke, Frame::ikeSpi);
        }

        private static boolean isOf(int exchange, Frame frame) {
            return frame.isIke() && frame.exchange().equals(Integer.toString(exchange));
        }

        private List<String> distinct(Predicate<Frame> which, Function<Frame, String> value) {
            return frames.stream().filter(which).map(value).distinct().toList();
        }
    }
}
