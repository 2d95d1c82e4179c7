package org.adit.client.host.linux;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.client.connection.ClientFailure;
import org.adit.dataplane.linux.Done;
import org.jspecify.annotations.Nullable;

/// The folder of notes: which connections there are, which process has each, and what those that crashed left behind.
/// A process holds the lock file of its connection; the system lets go of it however the process ends.
public final class RunFolder {
    public static final Path USUAL = Path.of("/run/adit-client");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// Lock files that this process holds. Locks are the process's: to open such a file again and close it would let go
    /// of the lock (fcntl(2)), so it is not even looked at.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path resolvConf;

    private RunFolder(Path folder, Path resolvConf) {
        this.folder = folder;
        this.resolvConf = resolvConf;
    }

    /// Makes the folder if it is not there; refuses one that others can enter.
    public static Result<RunFolder, Failure> open(Path folder, Path resolvConf) {
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getPosixFilePermissions(folder).equals(OWNER_ONLY);
            return ours
                    ? Result.ok(new RunFolder(folder, resolvConf))
                    : Result.failed(new ClientFailure.StateUnusable(folder.toString(), "Others can enter it"));
        } catch (IOException trouble) {
            return Result.failed(unusable(folder, trouble));
        }
    }

    /// A connection that this process has. Closing it lets go, and forgets the note.
    public static final class Claim implements AutoCloseable {
        private final Path note;
        private final Path lockFile;
        private final FileChannel lock;
        private final String profile;
        private final Slot slot;

        private Claim(Path note, Path lockFile, FileChannel lock, String profile, Slot slot) {
            this.note = note;
            this.lockFile = lockFile;
            this.lock = lock;
            this.profile = profile;
            this.slot = slot;
        }

        public String profile() {
            return profile;
        }

        public Slot slot() {
            return slot;
        }

        @Override
        public void close() {
            try (lock) {
                Files.deleteIfExists(note);
            } catch (IOException left) {
                // A note without a process is undone by whoever comes next.
            } finally {
                HELD.remove(lockFile);
            }
        }
    }

    /// Takes `profile` for this process, after undoing what any crashed process left.
    public Result<Claim, Failure> claim(String profile) {
        try (FileChannel all = lockFile("all")) {
            all.lock();
            FileChannel own = tryLock(profile);
            if (own == null) {
                long process = Note.read(noteOf(profile)).map(Note::process).orElse(0L);
                return Result.failed(new ClientFailure.AlreadyRunning(profile, process));
            }
            Result<Claim, Failure> claimed = undoCrashed(profile).then(_ -> claim(profile, own));
            if (claimed instanceof Result.Failed<Claim, Failure>) {
                own.close();
                HELD.remove(lockPath(profile));
            }
            return claimed;
        } catch (IOException trouble) {
            return Result.failed(unusable(folder, trouble));
        }
    }

    /// Undoes what `profile`'s process left; `false` if it left nothing or still runs.
    public Result<Boolean, Failure> cleanUp(String profile) {
        try (FileChannel all = lockFile("all")) {
            all.lock();
            boolean ownsNames =
                    new ResolvConf(resolvConf).owner().filter(profile::equals).isPresent();
            if (!ownsNames && !Files.exists(noteOf(profile)) || running(profile)) {
                return Result.ok(false);
            }
            return undo(profile).map(_ -> true);
        } catch (IOException trouble) {
            return Result.failed(unusable(folder, trouble));
        }
    }

    /// Connections that have a note or own resolv.conf, running or not.
    public List<String> profiles() {
        Set<String> found = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .forEach(found::add);
            new ResolvConf(resolvConf).owner().ifPresent(found::add);
        } catch (IOException notThere) {
            return List.of();
        }
        return found.stream().sorted().toList();
    }

    /// Where the running client of `profile` listens.
    public Path socketOf(String profile) {
        return folder.resolve(profile + ".sock");
    }

    public boolean running(String profile) {
        if (!Files.exists(lockPath(profile))) {
            return false;
        }
        try (FileChannel free = tryLock(profile)) {
            if (free != null) {
                HELD.remove(lockPath(profile));
            }
            return free == null;
        } catch (IOException unknown) {
            HELD.remove(lockPath(profile));
            return false;
        }
    }

    /// Returns when no other process has `profile`.
    public void awaitEnd(String profile) {
        if (HELD.contains(lockPath(profile))) {
            return;
        }
        try (FileChannel own = lockFile(profile)) {
            own.lock();
        } catch (IOException | OverlappingFileLockException unknown) {
            // nobody's, as far as can be told
        }
    }

    private Result<Claim, Failure> claim(String profile, FileChannel own) {
        Set<Integer> taken = new HashSet<>();
        for (String other : profiles()) {
            Note.read(noteOf(other)).map(note -> note.slot().number()).ifPresent(taken::add);
        }
        Optional<Slot> free = Stream.iterate(0, n -> n + 1)
                .limit(Slot.COUNT)
                .filter(n -> !taken.contains(n))
                .map(Slot::new)
                .findFirst();
        if (free.isEmpty()) {
            return Result.failed(new ClientFailure.TooManyConnections(Slot.COUNT));
        }
        try {
            new Note(ProcessHandle.current().pid(), free.get(), networkNamespace()).write(noteOf(profile));
            return Result.ok(new Claim(noteOf(profile), lockPath(profile), own, profile, free.get()));
        } catch (IOException trouble) {
            return Result.failed(unusable(folder, trouble));
        }
    }

    /// `own` is ours by now, so that whatever there is of it was left by a crash.
    private Result<Done, Failure> undoCrashed(String own) throws IOException {
        for (String profile : profiles()) {
            boolean crashed = profile.equals(own) || !running(profile);
            if (crashed && undo(profile) instanceof Result.Failed<Done, Failure> failed) {
                return failed;
            }
        }
        return Result.ok(Done.DONE);
    }

    /// Names first: without routes they would be asked in vain.
    private Result<Done, Failure> undo(String profile) throws IOException {
        new ResolvConf(resolvConf).restore(profile);
        Optional<Note> note = Note.read(noteOf(profile));
        if (note.isPresent() && note.get().network().equals(networkNamespace())) {
            Result<Done, Failure> undone = Leftovers.remove(note.get().slot());
            if (undone instanceof Result.Failed<Done, Failure>) {
                return undone;
            }
        }
        Files.deleteIfExists(noteOf(profile));
        Files.deleteIfExists(socketOf(profile));
        return Result.ok(Done.DONE);
    }

    private Path noteOf(String profile) {
        return folder.resolve(profile + ".json");
    }

    /// The open channel with its lock, or null if someone has it. To be let go of in [#HELD] as well.
    private @Nullable FileChannel tryLock(String profile) throws IOException {
        Path path = lockPath(profile);
        if (!HELD.add(path)) {
            return null;
        }
        FileChannel channel = lockFile(profile);
        if (channel.tryLock() != null) {
            return channel;
        }
        channel.close();
        HELD.remove(path);
        return null;
    }

    private Path lockPath(String name) {
        return folder.resolve(name + ".lock").toAbsolutePath();
    }

    private FileChannel lockFile(String name) throws IOException {
        return FileChannel.open(folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    static String networkNamespace() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
    }

    private static Failure unusable(Path folder, IOException trouble) {
        return new ClientFailure.StateUnusable(
                folder.toString(), trouble.getClass().getSimpleName() + ": " + trouble.getMessage());
    }
}
