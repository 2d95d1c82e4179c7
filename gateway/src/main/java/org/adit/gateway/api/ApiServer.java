package org.adit.gateway.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.adit.base.Randomness;
import org.adit.base.diagnosis.Failure;
import org.adit.gateway.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The HTTP server on the Unix socket. Everything it knows of HTTP is here.
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    /// Held, for a logger that nobody holds forgets its level. Its lines about sockets and timings are no news here.
    private static final java.util.logging.Logger HTTP_LOG = java.util.logging.Logger.getLogger("io.helidon");

    private static final long LONGEST_BODY = 64 * 1024;

    /// What the API works on.
    public record Parts(Store store, CorePort core, DeviceIssuer issuer, Randomness randomness, InstantSource clock) {}

    private final WebServer server;
    private final Path socket;
    private final Routes routes;

    /// Listens at once. The folder of `socket` must be the owner's only; a socket left by a crash is replaced.
    public ApiServer(Path socket, Parts parts) throws IOException {
        this.socket = socket;
        HTTP_LOG.setLevel(Level.WARNING);
        this.routes = new Routes(new Administration(parts));
        Files.deleteIfExists(socket);
        this.server = WebServer.builder()
                .bindAddress(UnixDomainSocketAddress.of(socket))
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .maxPayloadSize(LONGEST_BODY)
                .routing(HttpRouting.builder().any(this::serve))
                .build();
        try {
            server.start();
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public void close() {
        server.stop();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException left) {
            LOG.warn("{} could not be removed: {}", socket, left.toString());
        }
    }

    private void serve(ServerRequest request, ServerResponse response) {
        try {
            answer(request, response);
        } catch (Administration.Refused refused) {
            send(response, status(refused.failure()), Json.failure(refused.failure()));
        } catch (RuntimeException bug) {
            String reference = Integer.toHexString(System.identityHashCode(bug));
            LOG.error("API request failed, reference {}", reference, bug);
            Failure broke = new ApiFailure.Broke(reference);
            send(response, Status.INTERNAL_SERVER_ERROR_500, Json.failure(broke));
        }
    }

    private void answer(ServerRequest request, ServerResponse response) throws Administration.Refused {
        List<String> segments = Routes.segmentsOf(request.path().rawPath()).stream()
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        String method = request.prologue().method().text();
        Optional<Routes.Match> match = routes.find(method, segments);
        if (match.isEmpty()) {
            throw new Administration.Refused(new ApiFailure.BadRequest(
                    "there is no " + method + " " + Request.shown(request.path().rawPath())));
        }
        boolean allowed = switch (match.get().route().access()) {
            case OWNER -> true; // proven by the permissions of the socket's folder
        };
        if (!allowed) {
            throw new Administration.Refused(
                    new ApiFailure.NotAllowed(match.get().route().pattern()));
        }
        byte[] text = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        ObjectNode body = Json.parse(text)
                .orElseThrow(() -> new Administration.Refused(new ApiFailure.BadRequest("the body is no JSON object")));
        ObjectNode result =
                match.get().route().operation().apply(new Request(match.get().variables(), body));
        send(response, Status.OK_200, result);
    }

    private static Status status(Failure failure) {
        return failure instanceof ApiFailure ours ? status(ours) : Status.SERVICE_UNAVAILABLE_503;
    }

    private static Status status(ApiFailure failure) {
        return switch (failure) {
            case ApiFailure.NoSuchUser _,
                    ApiFailure.NoSuchDevice _,
                    ApiFailure.NoSuchSession _,
                    ApiFailure.NoSuchAttempt _ -> Status.NOT_FOUND_404;
            case ApiFailure.UserExists _ -> Status.CONFLICT_409;
            case ApiFailure.NotAllowed _ -> Status.FORBIDDEN_403;
            case ApiFailure.BadRequest _ -> Status.BAD_REQUEST_400;
            case ApiFailure.NotRunning _, ApiFailure.Broke _, ApiFailure.Busy _, ApiFailure.Told _ ->
                Status.SERVICE_UNAVAILABLE_503;
        };
    }

    private static void send(ServerResponse response, Status status, ObjectNode body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(Json.bytes(body));
    }
}
