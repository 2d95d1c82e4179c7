package org.adit.gateway.ca;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;

/// A folder of secrets. Files appear whole or not at all, also when the power fails, and are refused when others could
/// have read them.
final class KeyFolder {
    private static final long MAX_OCTETS = 64 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> FOLDER_OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    private KeyFolder(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder if it is not there.
    static Result<KeyFolder, CaFailure> open(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.toAbsolutePath().getParent());
                Files.createDirectory(folder, FOLDER_OWNER_ONLY);
            }
            Optional<CaFailure> objection = readableByOthers(folder);
            return objection.isPresent() ? Result.failed(objection.get()) : Result.ok(new KeyFolder(folder));
        } catch (IOException e) {
            return Result.failed(new CaFailure.Unwritable(folder, said(e)));
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    boolean has(String name) {
        return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    Result<Secret, CaFailure> read(String name) {
        Path file = path(name);
        try {
            Optional<CaFailure> objection = readableByOthers(file);
            if (objection.isPresent()) {
                return Result.failed(objection.get());
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_OCTETS) {
                return Result.failed(new CaFailure.Broken(file, "there is no key: it is no file, or far too large"));
            }
            return Result.ok(Secret.own(Files.readAllBytes(file)));
        } catch (IOException e) {
            return Result.failed(new CaFailure.Unreadable(file, said(e)));
        }
    }

    /// Replaces what was there.
    Result<Path, CaFailure> write(String name, Secret content) {
        Path file = path(name);
        Path draft = path(name + ".new");
        byte[] octets = content.use(byte[]::clone);
        try {
            Files.deleteIfExists(draft);
            try (FileChannel channel = FileChannel.open(
                    draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                ByteBuffer left = ByteBuffer.wrap(octets);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            // The new name itself is on disk only after this.
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return Result.ok(file);
        } catch (IOException e) {
            return Result.failed(new CaFailure.Unwritable(file, said(e)));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static Optional<CaFailure> readableByOthers(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        boolean open =
                permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"));
        return open
                ? Optional.of(new CaFailure.ReadableByOthers(path, PosixFilePermissions.toString(permissions)))
                : Optional.empty();
    }

    private static String said(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }
}
