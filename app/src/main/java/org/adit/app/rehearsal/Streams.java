package org.adit.app.rehearsal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/// Traffic for a rehearsal, a program of its own that needs nothing but the JDK: it must run where no tool is
/// installed.
public final class Streams {
    static final int PORT = 4242;
    static final String READY = "serving";

    private static final int[] IKE_PORTS = {500, 4500};
    private static final int[] PAYLOADS = {1, 64, 576, 1200, 1400, 3000};
    private static final int CHUNK = 1 << 16;
    private static final int ROUNDS = 40;
    private static final long SEED = 41;
    private static final byte[] IKE_SA_INIT = {0x21, 0x20, 0x22, 0x08}; // next payload, version, exchange, flags
    private static final int SPIS = 16;

    private Streams() {}

    /// `serve MILLIS`, `exchange HOST MILLIS` or `noise HOST`.
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "serve" -> serve(Duration.ofMillis(Long.parseLong(arguments[1])));
            case "exchange" -> exchange(arguments[1], Duration.ofMillis(Long.parseLong(arguments[2])));
            case "noise" -> noise(InetAddress.getByName(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /// Answers datagrams with themselves; reads a connection to its end, then writes for as long as `each`.
    private static void serve(Duration each) throws IOException {
        try (ServerSocket server = new ServerSocket(PORT);
                DatagramSocket echo = new DatagramSocket(PORT)) {
            Thread.ofVirtual().start(() -> echo(echo));
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(READY);
            while (true) {
                try (Socket socket = server.accept()) {
                    drain(socket);
                    write(socket.getOutputStream(), each);
                }
            }
        }
    }

    private static void exchange(String host, Duration each) throws IOException {
        try (Socket socket = new Socket(host, PORT)) {
            write(socket.getOutputStream(), each);
            socket.shutdownOutput();
            drain(socket);
        }
        datagrams(InetAddress.getByName(host));
    }

    private static void write(OutputStream out, Duration each) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long until = System.nanoTime() + each.toNanos();
        while (System.nanoTime() < until) {
            out.write(chunk);
        }
    }

    private static void drain(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void datagrams(InetAddress host) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(host, PORT);
            for (int round = 0; round < ROUNDS; round++) {
                for (int payload : PAYLOADS) {
                    socket.send(new DatagramPacket(new byte[payload], payload));
                }
            }
        }
    }

    private static void echo(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[CHUNK], CHUNK);
        try {
            while (true) {
                packet.setLength(CHUNK);
                socket.receive(packet);
                socket.send(packet);
            }
        } catch (IOException _) {
            // The rehearsal is over, or nobody listens there any more.
        }
    }

    /// What strangers send: no IKE, IKE that is none inside, ESP of no SA.
    private static void noise(InetAddress gateway) throws IOException {
        Random random = new Random(SEED);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int port : IKE_PORTS) {
                    byte[] octets = new byte[1 + random.nextInt(300)];
                    random.nextBytes(octets);
                    boolean ike = round % 2 == 0 && octets.length > SPIS + IKE_SA_INIT.length;
                    if (ike) {
                        System.arraycopy(IKE_SA_INIT, 0, octets, SPIS, IKE_SA_INIT.length);
                    }
                    socket.send(new DatagramPacket(octets, octets.length, gateway, port));
                }
            }
        }
    }
}
