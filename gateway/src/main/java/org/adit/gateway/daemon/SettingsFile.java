package org.adit.gateway.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.base.settings.SecretReference;
import org.adit.gateway.config.GatewayConfig;
import org.adit.gateway.config.Site;
import org.adit.gateway.config.SiteSecret;

/// `gateway.toml` and the secrets it refers to, read when they are needed.
final class SettingsFile {
    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /// As it is now.
    Result<GatewayConfig, Failure> read() {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            return Result.failed(new StartFailure.SettingsUnreadable(file.toString(), unreadable.toString()));
        }
        return switch (GatewayConfig.read(file.toString(), text)) {
            case GatewayConfig.Outcome.Valid(GatewayConfig config) -> Result.ok(config);
            case GatewayConfig.Outcome.Invalid(var problems) ->
                Result.failed(new StartFailure.SettingsInvalid(
                        file.toString(), problems.size(), problems.getFirst().toString()));
        };
    }

    static Result<Secret, Failure> secret(Site site) {
        Secret text;
        try {
            text = Secret.own(octets(site.secret()));
        } catch (IOException unreadable) {
            return Result.failed(
                    new StartFailure.SecretUnreadable(site.name(), site.secret().toString(), unreadable.toString()));
        }
        try (text) {
            return switch (SiteSecret.decode(site.name(), text)) {
                case Result.Ok<Secret, SiteSecret.SiteSecretFailure>(Secret secret) -> Result.ok(secret);
                case Result.Failed<Secret, SiteSecret.SiteSecretFailure>(var failure) -> Result.failed(failure);
            };
        }
    }

    private static byte[] octets(SecretReference reference) throws IOException {
        return switch (reference) {
            case SecretReference.InFile(String path) -> Files.readAllBytes(Path.of(path));
            case SecretReference.InEnvironment(String name) -> {
                String value = System.getenv(name);
                if (value == null) {
                    throw new IOException("the variable is not set");
                }
                yield value.getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
