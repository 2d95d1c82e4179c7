package org.adit.client.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens on a socket in a folder that only its owner can enter: who connects is root, or us.
public final class ControlServer implements AutoCloseable {
    static final String STATUS = "status";
    static final String DISCONNECT = "disconnect";
    static final String DONE = "{\"done\":true}";

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int LONGEST_REQUEST = 64;

    private final Path socket;
    private final ServerSocketChannel listening;
    private final ControlPort port;

    private ControlServer(Path socket, ServerSocketChannel listening, ControlPort port) {
        this.socket = socket;
        this.listening = listening;
        this.port = port;
    }

    /// In place of a socket that a crash left.
    public static ControlServer start(Path socket, ControlPort port) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failed) {
            listening.close();
            throw failed;
        }
        ControlServer server = new ControlServer(socket, listening, port);
        Thread.ofVirtual().name("control").start(server::accept);
        return server;
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel caller = listening.accept();
                Thread.ofVirtual().name("control-caller").start(() -> serve(caller));
            } catch (IOException closed) {
                if (listening.isOpen()) {
                    LOG.warn("{} takes no more callers: {}", socket, closed.toString());
                }
                return;
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            byte[] line = Channels.newInputStream(caller).readNBytes(LONGEST_REQUEST);
            String request = new String(line, StandardCharsets.UTF_8).strip();
            String answer = switch (request) {
                case STATUS ->
                    StatusReport.of(port.profile(), port.status(), port.traffic(), port.features())
                            .json();
                case DISCONNECT -> {
                    port.disconnect();
                    yield DONE;
                }
                default -> "{\"refused\":true}";
            };
            Channels.newOutputStream(caller).write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            LOG.debug("a caller went: {}", gone.toString());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            Files.deleteIfExists(socket);
        } catch (IOException left) {
            LOG.warn("{} could not be removed: {}", socket, left.toString());
        }
    }
}
