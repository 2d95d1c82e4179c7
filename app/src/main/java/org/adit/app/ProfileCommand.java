package org.adit.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.api.ApiClient;
import org.adit.gateway.config.GatewayConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `adit profile USER`: enrols a device and writes what it needs to connect.
@Command(
        name = "profile",
        description = "Adds a device for a person and writes the profile that connects it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  adit profile alice --for adit             one file for Adit's own client",
            "  adit profile alice --for linux --device laptop    a folder for strongSwan (swanctl)"
        })
final class ProfileCommand implements Callable<Ending> {
    /// Whose client it is.
    enum Client {
        ADIT,
        LINUX
    }

    @Mixin
    private AdminOptions options = new AdminOptions();

    @Parameters(paramLabel = "USER")
    private String user = "";

    @Option(
            names = "--for",
            paramLabel = "CLIENT",
            defaultValue = "adit",
            description = "adit: our own client. linux: strongSwan's swanctl (default: ${DEFAULT-VALUE}).")
    private Client client = Client.ADIT;

    @Option(names = "--device", paramLabel = "NAME", description = "What the device is called (default: deviceN).")
    private @Nullable String device;

    @Option(
            names = "--key",
            paramLabel = "KIND",
            defaultValue = "ecdsa",
            description = "The device's key: ecdsa, rsa or ed25519 (default: ${DEFAULT-VALUE}).")
    private String key = "ecdsa";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "PATH",
            description = "Where to write (default: USER-DEVICE).")
    private @Nullable Path out;

    @Option(
            names = "--address",
            paramLabel = "IP",
            description = "Reach the gateway here instead of by its name; repeatable.")
    private List<String> addresses = new ArrayList<>();

    @Override
    public Ending call() throws IOException {
        if (!(options.read() instanceof AdminOptions.Read.Config(GatewayConfig settings))) {
            return ((AdminOptions.Read.No) options.read()).why();
        }
        if (out != null && Files.exists(out)) {
            return new Ending.Failed(new AppFailure.FileThere(out));
        }
        ApiClient api = new ApiClient(Path.of(settings.gateway().data()));
        if (api.get("devices") instanceof Result.Failed<ObjectNode, Failure>(Failure why)) {
            return new Ending.Failed(why);
        }
        String name = device == null ? freeName(api) : device;
        Path target = out == null ? Path.of(user + "-" + name + (client == Client.ADIT ? ".adit" : "")) : out;
        if (Files.exists(target)) {
            return new Ending.Failed(new AppFailure.FileThere(target));
        }
        ObjectNode body = ApiClient.body().put("user", user).put("name", name).put("key", key);
        return switch (api.post(body, "devices")) {
            case Result.Failed<ObjectNode, Failure>(Failure why) -> new Ending.Failed(why);
            case Result.Ok<ObjectNode, Failure>(ObjectNode enrolled) -> write(target, settings, enrolled);
        };
    }

    private String freeName(ApiClient api) {
        int next = 1;
        if (api.get("devices") instanceof Result.Ok<ObjectNode, Failure>(ObjectNode answer)) {
            for (var one : answer.path("devices")) {
                next += one.path("user").asString().equals(user) ? 1 : 0;
            }
        }
        return "device" + next;
    }

    private Ending write(Path target, GatewayConfig settings, ObjectNode enrolled) throws IOException {
        ProfileTexts texts = new ProfileTexts(settings, user, addresses, enrolled.path("profile"));
        try {
            switch (client) {
                case ADIT -> writeOwnerOnly(target, texts.adit());
                case LINUX -> {
                    for (Map.Entry<String, String> file : texts.swanctl().entrySet()) {
                        Path path = target.resolve(file.getKey());
                        Files.createDirectories(
                                Optional.ofNullable(path.getParent()).orElse(target),
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                        writeOwnerOnly(path, file.getValue());
                    }
                }
            }
        } catch (FileAlreadyExistsException there) {
            return new Ending.Failed(new AppFailure.FileThere(target));
        }
        if (options.json()) {
            options.out()
                    .println(ApiClient.body()
                            .put("file", target.toAbsolutePath().toString())
                            .put("device", enrolled.path("id").asString())
                            .put(
                                    "identity",
                                    enrolled.path("profile").path("identity").asString()));
        } else {
            options.out()
                    .println("Wrote " + target + ". It holds a private key, which is kept nowhere else: hand it to "
                            + user + " alone.");
            options.out()
                    .println(
                            switch (client) {
                                case ADIT -> "There: sudo adit connect " + target;
                                case LINUX ->
                                    "There: copy it to /etc/swanctl, then swanctl --load-all && swanctl --initiate --child adit";
                            });
        }
        options.out().flush();
        return new Ending.Done();
    }

    private static void writeOwnerOnly(Path path, String text) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(path, text, StandardOpenOption.WRITE);
    }
}
