package org.adit.client.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.client.connection.ClientFailure;

/// Asks a running client something. Waits for the answer.
public final class ControlCall {
    private static final int LONGEST_ANSWER = 1024 * 1024;

    private final Path socket;

    public ControlCall(Path socket) {
        this.socket = socket;
    }

    public Result<StatusReport, Failure> status() {
        return ask(ControlServer.STATUS).then(answer -> {
            Optional<StatusReport> report = StatusReport.parse(answer);
            return report.isPresent()
                    ? Result.ok(report.get())
                    : Result.failed(noControl("it answered something else"));
        });
    }

    /// Returns when the client has undone everything.
    public Result<String, Failure> disconnect() {
        return ask(ControlServer.DISCONNECT);
    }

    private Result<String, Failure> ask(String request) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Channels.newOutputStream(channel).write(request.getBytes(StandardCharsets.UTF_8));
            channel.shutdownOutput();
            byte[] answer = Channels.newInputStream(channel).readNBytes(LONGEST_ANSWER);
            return Result.ok(new String(answer, StandardCharsets.UTF_8).strip());
        } catch (IOException trouble) {
            return Result.failed(noControl(String.valueOf(trouble.getMessage())));
        }
    }

    private Failure noControl(String why) {
        return new ClientFailure.NoControl(socket.toString(), why);
    }
}
