package org.adit.client.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.client.connection.ClientFailure;
import org.adit.client.profile.ProfileFile;
import org.adit.client.profile.ProfileReading;

/// Reads a profile from its file, which nobody but its owner may read.
final class ProfileLoader {
    private static final int MOST_OCTETS = 1024 * 1024;
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private ProfileLoader() {}

    static Result<ProfileReading, Failure> load(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Result.failed(new ClientFailure.NoSuchProfile(
                        file.toString(), Files.exists(file) ? "it is not a file" : "there is no such file"));
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(permissions)) {
                return Result.failed(
                        new ClientFailure.ProfileExposed(file.toString(), PosixFilePermissions.toString(permissions)));
            }
            if (Files.size(file) > MOST_OCTETS) {
                return Result.failed(
                        new ClientFailure.NoSuchProfile(file.toString(), "it is larger than a profile can be"));
            }
            try (Secret text = Secret.own(Files.readAllBytes(file))) {
                return Result.ok(ProfileFile.read(nameOf(file), file.toString(), text));
            }
        } catch (IOException trouble) {
            return Result.failed(new ClientFailure.NoSuchProfile(
                    file.toString(), trouble.getClass().getSimpleName()));
        }
    }

    /// What the connection is called: the file's name without its ending, in letters that suit file names.
    static String nameOf(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.adit$", "");
        String clean = name.replaceAll("[^A-Za-z0-9_-]", "-");
        String bounded = clean.substring(0, Math.min(clean.length(), 63));
        return bounded.isEmpty() ? "profile" : bounded;
    }
}
