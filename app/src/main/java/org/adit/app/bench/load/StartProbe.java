package org.adit.app.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.base.secret.Secret;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.lab.process.LabFault;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.auth.Trust;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.ike.Action;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.IkeEndpoint;
import org.adit.protocol.ike.IkeSettings;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.ChainChecker;

/// Starts the program that its arguments name, asks it with one IKE_SA_INIT again and again until it answers, prints
/// after how many milliseconds that was, and ends it. A program, to be run where only that one listens.
public final class StartProbe {
    private static final int PORT = 500;
    private static final int EVERY_MILLIS = 2;
    private static final int RESPONSE_FLAG_AT = 19; // RFC 7296 §3.1
    private static final int RESPONSE_FLAG = 0x20;
    private static final int BUFFER = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long TO_END_SECONDS = 5;
    private static final IpAddress LOOPBACK = IpAddress.of("127.0.0.1");

    private StartProbe() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(LOOPBACK.toString()))) {
            socket.setSoTimeout(EVERY_MILLIS);
            byte[] question = question(socket.getLocalPort());
            ProcessBuilder daemon = new ProcessBuilder(List.of(arguments))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            long begin = System.nanoTime();
            Process process = daemon.start();
            try {
                awaitAnswer(socket, new DatagramPacket(question, question.length, loopback, PORT), begin);
                double millis = (System.nanoTime() - begin) / 1e6;
                new PrintStream(System.out, true, StandardCharsets.UTF_8)
                        .println(String.format(Locale.ROOT, "%.1f", millis));
            } finally {
                end(process);
            }
        }
    }

    private static void awaitAnswer(DatagramSocket socket, DatagramPacket question, long begin) throws IOException {
        DatagramPacket answer = new DatagramPacket(new byte[BUFFER], BUFFER);
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            socket.send(question);
            try {
                socket.receive(answer);
                if (answers(answer, question)) {
                    return;
                }
            } catch (SocketTimeoutException _) {
                // not yet: nobody listens, or nobody takes it
            }
        }
        throw new LabFault("no answer to IKE_SA_INIT in " + PATIENCE.toSeconds() + " s");
    }

    private static boolean answers(DatagramPacket answer, DatagramPacket question) {
        byte[] octets = answer.getData();
        return answer.getLength() > RESPONSE_FLAG_AT
                && (octets[RESPONSE_FLAG_AT] & RESPONSE_FLAG) != 0
                && Arrays.equals(octets, 0, Long.BYTES, question.getData(), 0, Long.BYTES);
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(TO_END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /// What our own client begins with.
    private static byte[] question(int port) {
        try (Secret secret = Secret.own(new byte[] {1})) {
            Trust trust = new Trust(new ChainChecker(List.of()), List.of(), true);
            IkeEndpoint endpoint = new IkeEndpoint(
                    IkeSettings.client(CryptoPolicy.DEFAULT, trust),
                    JcaCrypto.create(),
                    Fleet.unpredictableEnough(),
                    KeyWitness.NONE);
            List<TrafficSelector> all = List.of(TrafficSelector.of(IpPrefix.of("0.0.0.0/0")));
            ConnectRequest request = new ConnectRequest(
                    new Path(new Endpoint(LOOPBACK, port), new Endpoint(LOOPBACK, PORT)),
                    new LocalCredential.WithSharedSecret(Identity.fqdn("probe.example.org"), secret),
                    Optional.empty(),
                    List.of(IpFamily.V4),
                    all,
                    all);
            Now now = new Now(new Tick(System.nanoTime()), Instant.now());
            return endpoint.step(new Input.Connect(endpoint.newId(), request), now).actions().stream()
                    .flatMap(action -> action instanceof Action.Send send
                            ? Optional.of(send.datagram()).stream()
                            : Optional.<Bytes>empty().stream())
                    .findFirst()
                    .orElseThrow()
                    .toArray();
        }
    }
}
