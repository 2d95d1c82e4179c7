package org.adit.dataplane.cipher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What the build measured on its machine (docs/adr/0016), beside its ahead-of-time caches. It counts if it is of this
/// machine and these versions. Whoever forged it could have a slower engine chosen and nothing else: each engine has
/// passed its trial before any figure is looked at. Even so, a file that others can write does not count.
final class BuildFigures {
    /// Names the folder. Absent where nothing was built by `./adit`.
    private static final String PROPERTY = "adit.cipher-engines";

    /// Names the folder of the program.
    private static final String PROGRAM = "adit.root";

    private static final long MOST_OCTETS = 1 << 16;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int ROOT = 0;

    private final Remembered figures;
    private final Set<Integer> trusted;

    /// `trusted` are the numbers of the users whose file it may be.
    BuildFigures(Remembered figures, Collection<Integer> trusted) {
        this.figures = figures;
        this.trusted = Set.copyOf(trusted);
    }

    static Optional<BuildFigures> ofProcess() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(folder -> new BuildFigures(new Remembered(Path.of(folder)), usersThatWeObey()));
    }

    /// `notes` are told whether the file counts, if there is one.
    Optional<Map<Protection, Map<CipherEngine, Nanos>>> read(List<String> engines, Consumer<String> notes) {
        Path file = figures.file();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            Optional<String> flaw = flaw(file);
            Optional<Map<Protection, Map<CipherEngine, Nanos>>> measured =
                    flaw.isPresent() ? Optional.empty() : figures.read(engines);
            notes.accept(
                    measured.isPresent()
                            ? "the figures are those of the build, " + file
                            : "what the build measured (" + file + ") is not used: "
                                    + flaw.orElse("it is of another machine or other versions"));
            return measured;
        } catch (IOException e) {
            notes.accept("what the build measured cannot be read: " + e);
            return Optional.empty();
        }
    }

    private Optional<String> flaw(Path file) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!basic.isRegularFile()) {
            return Optional.of("it is no file");
        }
        int owner = number(file, "unix:uid");
        if (!trusted.contains(owner)) {
            return Optional.of("it belongs to user " + owner);
        }
        if ((number(file, "unix:mode") & WRITABLE_BY_OTHERS) != 0) {
            return Optional.of("others can write it");
        }
        return basic.size() > MOST_OCTETS ? Optional.of("it is too large") : Optional.empty();
    }

    /// Root, ourselves, and whose program we run: the build gives all that it makes to the owner of its folder.
    static Set<Integer> usersThatWeObey() {
        Set<Integer> users = new HashSet<>(Set.of(ROOT));
        try {
            users.add(number(Path.of("/proc/self"), "unix:uid"));
            String program = System.getProperty(PROGRAM);
            if (program != null) {
                users.add(number(Path.of(program), "unix:uid"));
            }
        } catch (IOException unknown) {
            return users; // fewer are trusted then
        }
        return users;
    }

    private static int number(Path path, String attribute) throws IOException {
        return (Integer) Objects.requireNonNull(Files.getAttribute(path, attribute), attribute);
    }
}
