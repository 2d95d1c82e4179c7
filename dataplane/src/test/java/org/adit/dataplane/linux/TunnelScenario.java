package org.adit.dataplane.linux;

import static org.adit.dataplane.linux.InNamespace.must;
import static org.adit.dataplane.linux.InNamespace.tell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.adit.base.feature.Switch;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.secret.Secret;
import org.adit.dataplane.linux.netlink.InterfaceAddress;
import org.adit.dataplane.linux.netlink.Link;
import org.adit.dataplane.linux.netlink.LinuxNetwork;
import org.adit.dataplane.linux.tun.Tun;
import org.adit.dataplane.linux.udp.SharedPort;
import org.adit.dataplane.linux.udp.UdpSettings;
import org.adit.dataplane.linux.udp.UdpSocket;
import org.adit.dataplane.userspace.TunnelSettings;
import org.adit.dataplane.userspace.UserspaceDataPlane;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.crypto.EncryptionAlgorithm;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.SaLimits;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// Runs inside a namespace, and again inside a second one at the other end of a veth pair: two data planes on real
/// devices and sockets, and TCP between the kernels through the tunnel.
final class TunnelScenario {
    private static final int PORT = 7000;
    private static final int IKE_PORT = 4500;
    private static final int OCTETS = 8 << 20;
    private static final int WIDE = 1500;
    /// Less than the largest packet of the tunnel with what is around it.
    private static final int NARROW = 1400;
    private static final long MANY = Long.MAX_VALUE;

    private TunnelScenario() {}

    /// One of the two ends, 1 or 2. Inner and outer IPv4 go together, and so does IPv6, each under a suite of its own.
    private record End(int number) {
        IpAddress outer(IpFamily family) {
            return IpAddress.of((family == IpFamily.V4 ? "198.51.100." : "2001:db8::") + number);
        }

        IpAddress inner(IpFamily family) {
            return IpAddress.of((family == IpFamily.V4 ? "10.66.0." : "fd66::") + number);
        }

        End other() {
            return new End(3 - number);
        }

        Spi spi(IpFamily family) {
            return new Spi(0x1000 * number + (family == IpFamily.V4 ? 2 : 3)); // of two workers one each
        }

        ChildSaSpec spec(IpFamily family) {
            EncryptionAlgorithm cipher =
                    family == IpFamily.V4 ? EncryptionAlgorithm.AES_256_GCM_16 : EncryptionAlgorithm.CHACHA20_POLY1305;
            return new ChildSaSpec(
                    spi(family),
                    other().spi(family),
                    new EspSuite(cipher, Optional.empty(), true),
                    keys(),
                    other().keys(),
                    List.of(TrafficSelector.of(inner(family))),
                    List.of(TrafficSelector.of(other().inner(family))),
                    new org.adit.protocol.ipsec.Path(
                            new Endpoint(outer(family), IKE_PORT), new Endpoint(other().outer(family), IKE_PORT)),
                    new SaLimits(MANY, MANY, MANY, MANY),
                    true);
        }

        /// Of what this end receives.
        private EspKeys keys() {
            byte[] key = new byte[36];
            Arrays.fill(key, (byte) number);
            return new EspKeys(Secret.own(key), Secret.copyOf(new byte[0]));
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            second(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        } else {
            first("one", 1, WIDE);
            first("two", 2, WIDE);
            first("narrow", 2, NARROW);
        }
    }

    private static void first(String key, int workers, int outerMtu) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process second = new ProcessBuilder(
                        "unshare",
                        "-n",
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TunnelScenario.class.getName(),
                        Integer.toString(workers),
                        Integer.toString(outerMtu))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(second.getInputStream(), StandardCharsets.UTF_8))) {
            expect("here", told);
            String peer = String.valueOf(second.pid());
            Process veth = new ProcessBuilder(
                            "ip", "link", "add", "outer0", "type", "veth", "peer", "name", "outer0", "netns", peer)
                    .inheritIO()
                    .start();
            tell("veth", veth.waitFor());
            second.outputWriter().append("joined\n").flush();
            End end = new End(1);
            try (UserspaceDataPlane plane = start(end, workers, outerMtu)) {
                expect("listening", told);
                for (IpFamily family : IpFamily.values()) {
                    tell(key + "." + family + ".echo", echo(end.other().inner(family)));
                    long fragments = fragmentsMade(family);
                    tell(key + "." + family + ".fragmentsAtFirst", fragments > 0);
                    tell(key + "." + family + ".echoAgain", echo(end.other().inner(family)));
                    tell(key + "." + family + ".fragmentsLater", fragmentsMade(family) - fragments);
                    tell(key + "." + family + ".counters", plane.read(end.spi(family)));
                }
            }
        } finally {
            second.destroyForcibly().waitFor();
            // It goes with the other namespace, but not at once.
            new ProcessBuilder("ip", "link", "delete", "outer0")
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private static void second(int workers, int outerMtu) throws Exception {
        System.out.println("here");
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        expect("joined", told);
        End end = new End(2);
        try (UserspaceDataPlane plane = start(end, workers, outerMtu)) {
            for (IpFamily family : IpFamily.values()) {
                ServerSocket server = new ServerSocket(PORT, 2, java(end.inner(family)));
                Thread.ofVirtual().start(() -> answer(server));
            }
            System.out.println("listening");
            told.readLine(); // until the first end is gone
            plane.close();
        }
    }

    private static void expect(String line, BufferedReader told) throws IOException {
        String said = told.readLine();
        if (!line.equals(said)) {
            throw new AssertionError("expected " + line + ", not " + said);
        }
    }

    private static UserspaceDataPlane start(End end, int workers, int outerMtu) {
        try (LinuxNetwork network = must(LinuxNetwork.open(LinuxNetwork.GATEWAY_MARK))) {
            Link outer = must(network.link("outer0"));
            List<Tun> queues = must(Tun.openQueues("adit0", Tun.Offload.AUTO, Switch.AUTO, workers));
            Link inner = must(network.link("adit0"));
            must(network.withoutLinkLocal(inner));
            must(network.setMtu(inner, 1400));
            for (IpFamily family : IpFamily.values()) {
                int length = family == IpFamily.V4 ? 24 : 64;
                must(network.addAddress(outer, new InterfaceAddress(end.outer(family), length)));
                must(network.addAddress(inner, new InterfaceAddress(end.inner(family), length)));
            }
            must(network.setMtu(outer, outerMtu));
            must(network.bringUp(outer));
            must(network.bringUp(inner));
            List<UdpSocket> v4 = sockets(IpFamily.V4, workers);
            List<UdpSocket> v6 = sockets(IpFamily.V6, workers);
            List<UserspaceDataPlane.WorkerPorts> ports = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                Poller poller = must(Poller.open(List.of(queues.get(i), v4.get(i), v6.get(i))));
                ports.add(new UserspaceDataPlane.WorkerPorts(
                        queues.get(i), List.of(v4.get(i), v6.get(i)), poller, new VectorSum()));
            }
            CryptoProvider crypto = JcaCrypto.create();
            SecureRandom random = new SecureRandom();
            UserspaceDataPlane plane = new UserspaceDataPlane(
                    new UserspaceDataPlane.Ports(ports),
                    TunnelSettings.of(1400, Optional.of(end.inner(IpFamily.V4)), Optional.of(end.inner(IpFamily.V6))),
                    (suite, keys) -> crypto.espCipher(
                            suite.encryption(),
                            keys.encryption(),
                            suite.integrity(),
                            keys.integrity(),
                            suite.extendedSequenceNumbers(),
                            random::nextBytes),
                    (path, message) -> {},
                    event -> System.err.println(event));
            plane.start();
            for (IpFamily family : IpFamily.values()) {
                plane.install(end.spec(family));
            }
            return plane;
        }
    }

    private static List<UdpSocket> sockets(IpFamily family, int workers) {
        return must(SharedPort.open(UdpSettings.at(new Endpoint(IpAddress.any(family), IKE_PORT)), workers));
    }

    /// By this namespace's kernel, outside the tunnel.
    private static long fragmentsMade(IpFamily family) throws IOException {
        return switch (family) {
            case V4 -> {
                List<String> lines = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                        .filter(line -> line.startsWith("Ip: "))
                        .toList();
                int at = List.of(lines.getFirst().split(" ")).indexOf("FragCreates");
                yield Long.parseLong(lines.getLast().split(" ")[at]);
            }
            case V6 ->
                Files.readAllLines(Path.of("/proc/net/snmp6")).stream()
                        .filter(line -> line.startsWith("Ip6FragCreates"))
                        .mapToLong(line ->
                                Long.parseLong(line.replaceFirst("\\S+\\s+", "").strip()))
                        .sum();
        };
    }

    private static boolean echo(IpAddress server) throws Exception {
        byte[] sent = new byte[OCTETS];
        new Random(4303).nextBytes(sent);
        try (Socket socket = new Socket(java(server), PORT)) {
            Thread writer = Thread.ofVirtual().start(() -> write(socket, sent));
            byte[] received = socket.getInputStream().readNBytes(OCTETS);
            writer.join();
            return Arrays.equals(sent, received);
        }
    }

    /// Two of them, one after the other.
    private static void answer(ServerSocket server) {
        try (server) {
            for (int i = 0; i < 2; i++) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                }
            }
        } catch (IOException ended) {
            System.err.println(ended);
        }
    }

    private static void write(Socket socket, byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            socket.shutdownOutput();
        } catch (IOException ended) {
            System.err.println(ended);
        }
    }

    private static InetAddress java(IpAddress address) throws IOException {
        return InetAddress.getByAddress(address.octets().toArray());
    }
}
