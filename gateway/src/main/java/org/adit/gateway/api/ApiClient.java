package org.adit.gateway.api;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import tools.jackson.databind.node.ObjectNode;

/// Asks a running gateway on this machine. One connection a call; blocks until the answer is there.
public final class ApiClient {
    /// The socket's name in the data folder.
    public static final String SOCKET = "api.sock";

    private static final int LONGEST_LINE = 8192;
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    private final Path socket;

    public ApiClient(Path dataFolder) {
        this.socket = dataFolder.resolve(SOCKET);
    }

    public Result<ObjectNode, Failure> get(String... segments) {
        return call("GET", Json.object(), segments);
    }

    public Result<ObjectNode, Failure> post(ObjectNode body, String... segments) {
        return call("POST", body, segments);
    }

    public Result<ObjectNode, Failure> delete(String... segments) {
        return call("DELETE", Json.object(), segments);
    }

    /// An empty body to fill.
    public static ObjectNode body() {
        return Json.object();
    }

    private Result<ObjectNode, Failure> call(String method, ObjectNode body, String... segments) {
        StringBuilder path = new StringBuilder("/v1");
        for (String segment : segments) {
            path.append('/')
                    .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            send(channel, method, path.toString(), Json.bytes(body));
            return answer(new BufferedInputStream(Channels.newInputStream(channel)));
        } catch (IOException | NumberFormatException unreachable) {
            return Result.failed(new ApiFailure.NotRunning(socket.toString(), unreachable.toString()));
        }
    }

    private static void send(SocketChannel channel, String method, String path, byte[] body) throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nHost: adit\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] headOctets = head.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all = ByteBuffer.allocate(headOctets.length + body.length);
        all.put(headOctets).put(body).flip();
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    private static Result<ObjectNode, Failure> answer(InputStream in) throws IOException {
        String status = line(in);
        long length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            if (parts.length == 2 && parts[0].equalsIgnoreCase("Content-Length")) {
                length = Long.parseLong(parts[1].strip());
            }
        }
        if (length < 0 || length > LONGEST_ANSWER) {
            throw new IOException("an answer of " + length + " octets");
        }
        ObjectNode body =
                Json.parse(in.readNBytes((int) length)).orElseThrow(() -> new IOException("an answer that is no JSON"));
        if (status.startsWith("HTTP/1.1 200")) {
            return Result.ok(body);
        }
        return Result.failed(Json.told(body).orElse(new ApiFailure.Broke("an answer without a failure code")));
    }

    /// Without its end; empty at the end of the headers.
    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || text.length() > LONGEST_LINE) {
                throw new EOFException("the answer ended early");
            }
            if (octet != '\r') {
                text.append((char) octet);
            }
        }
        return text.toString();
    }
}
