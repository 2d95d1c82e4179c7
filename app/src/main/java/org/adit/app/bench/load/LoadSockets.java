package org.adit.app.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.protocol.ipsec.Path;

/// UDP sockets on addresses of loopback, each one house with many clients behind it. Adds and takes off the non-ESP
/// marker; drops what is not IKE.
final class LoadSockets implements AutoCloseable {
    private static final int MARKER = 4;
    private static final int BUFFER = 8 << 20;

    private final Selector selector;
    private final List<Path> paths = new ArrayList<>();
    private final Map<Endpoint, DatagramChannel> channels = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);

    /// `houses` sockets, on 127.1.0.1 and after, all towards `gateway`.
    static LoadSockets open(Endpoint gateway, int houses) {
        try {
            LoadSockets opened = new LoadSockets(Selector.open());
            for (int i = 1; i <= houses; i++) {
                opened.add("127.1." + i / 250 + "." + (i % 250 + 1), gateway);
            }
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LoadSockets(Selector selector) {
        this.selector = selector;
    }

    private void add(String address, Endpoint gateway) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.bind(new InetSocketAddress(address, 0));
        channel.connect(
                new InetSocketAddress(InetAddress.getByName(gateway.address().toString()), gateway.port()));
        channel.configureBlocking(false);
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        Path path = new Path(new Endpoint(IpAddress.of(address), port), gateway);
        channel.register(selector, SelectionKey.OP_READ, path);
        paths.add(path);
        channels.put(path.local(), channel);
    }

    List<Path> paths() {
        return List.copyOf(paths);
    }

    /// What does not fit the socket is lost: IKE retransmits.
    void send(Path path, Bytes message) {
        DatagramChannel channel = channels.get(path.local());
        if (channel == null) {
            throw new IllegalStateException("no socket at " + path.local());
        }
        buffer.clear();
        buffer.putInt(0).put(message.toArray()).flip();
        try {
            channel.write(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Hands over what has come, after waiting at most so long for the first.
    void receive(long millis, BiConsumer<Path, Bytes> ike) {
        try {
            if ((millis <= 0 ? selector.selectNow() : selector.select(millis)) == 0) {
                return;
            }
            for (SelectionKey key : selector.selectedKeys()) {
                drain((DatagramChannel) key.channel(), (Path) key.attachment(), ike);
            }
            selector.selectedKeys().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(DatagramChannel channel, Path path, BiConsumer<Path, Bytes> ike) throws IOException {
        buffer.clear();
        while (channel.read(buffer) > 0) {
            buffer.flip();
            if (buffer.remaining() > MARKER && buffer.getInt() == 0) {
                byte[] message = new byte[buffer.remaining()];
                buffer.get(message);
                ike.accept(path, Bytes.wrap(message));
            }
            buffer.clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels.values()) {
            channel.close();
        }
        selector.close();
    }
}
