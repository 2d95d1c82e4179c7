package org.adit.client.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.client.host.HostPlan;

/// Name servers in resolv.conf(5). The file as it was is kept in comments of the file itself: whatever ends this
/// process, or the machine, both are found together. If someone else writes the file meanwhile, it is theirs.
final class ResolvConf {
    private static final String MARK = "# Made by adit for the connection ";
    private static final String WAS = "# adit-was ";
    private static final String KEPT = "# adit-was: ";
    private static final String END = "# adit-was end";
    private static final int MOST_OCTETS = 64 * 1024;
    /// glibc asks no more (MAXNS).
    private static final int MOST_SERVERS = 3;

    private static final int MOST_SEARCHED = 6;

    private final Path file;

    ResolvConf(Path file) {
        this.file = file;
    }

    /// The connection that the file was made for, if it was made by us.
    Optional<String> owner() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 2 * MOST_OCTETS) {
            return Optional.empty();
        }
        String first = text(file).lines().findFirst().orElse("");
        return first.startsWith(MARK) ? Optional.of(first.substring(MARK.length())) : Optional.empty();
    }

    /// The caller has seen that the file has no other [#owner].
    void set(String owner, HostPlan.Names names) throws IOException {
        restore(owner);
        List<String> lines = new ArrayList<>();
        lines.add(MARK + owner);
        lines.add("# It is undone when the connection ends; after a crash by: adit disconnect " + owner);
        String original = keep(lines);
        lines.add(END);
        servers(names, original).forEach(server -> lines.add("nameserver " + server));
        if (!names.domains().isEmpty()) {
            lines.add("search "
                    + String.join(
                            " ", names.domains().stream().limit(MOST_SEARCHED).toList()));
        }
        original.lines().filter(line -> line.startsWith("options ")).forEach(lines::add);
        write(String.join("\n", lines) + "\n");
    }

    /// Puts back what was there before [#set] for this owner.
    void restore(String owner) throws IOException {
        if (owner().filter(owner::equals).isEmpty()) {
            return;
        }
        List<String> lines = text(file).lines().toList();
        String kind = lines.stream()
                .filter(line -> line.startsWith(WAS))
                .findFirst()
                .map(line -> line.substring(WAS.length()))
                .orElse("");
        if (kind.equals("absent")) {
            Files.delete(file);
        } else if (kind.startsWith("link ")) {
            Path link = fresh();
            Files.createSymbolicLink(link, Path.of(kind.substring("link ".length())));
            Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            List<String> kept = lines.stream()
                    .takeWhile(line -> !line.equals(END))
                    .filter(line -> line.startsWith(KEPT))
                    .map(line -> line.substring(KEPT.length()))
                    .toList();
            write(String.join("\n", kept));
        }
    }

    /// Adds what the file is now to `lines`, and returns its text.
    private String keep(List<String> lines) throws IOException {
        if (Files.isSymbolicLink(file)) {
            lines.add(WAS + "link " + Files.readSymbolicLink(file));
            return Files.isReadable(file) ? text(file) : "";
        }
        if (!Files.exists(file)) {
            lines.add(WAS + "absent");
            return "";
        }
        if (Files.size(file) > MOST_OCTETS) {
            throw new FileSystemException(file.toString(), null, "it is larger than " + MOST_OCTETS + " octets");
        }
        String text = text(file);
        lines.add(WAS + "file");
        for (String line : text.split("\n", -1)) {
            lines.add(KEPT + line);
        }
        return text;
    }

    /// Ours first. In a split tunnel those that were there follow: if ours fall silent, the internet still has names.
    private static List<String> servers(HostPlan.Names names, String original) {
        List<String> servers = new ArrayList<>(
                names.servers().stream().map(IpAddress::toString).toList());
        if (!names.everything()) {
            original.lines()
                    .filter(line -> line.startsWith("nameserver "))
                    .map(line -> line.substring("nameserver ".length()).strip())
                    .filter(server -> !servers.contains(server))
                    .toList()
                    .forEach(servers::add);
        }
        return servers.stream().limit(MOST_SERVERS).toList();
    }

    private void write(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        Path next = fresh();
        try {
            Files.write(next, octets, StandardOpenOption.CREATE_NEW);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException mountedOn) {
            // In containers and namespaces the file is a mount, which cannot be renamed over.
            Files.deleteIfExists(next);
            overwrite(octets);
        }
    }

    /// Longer first, then cut: at no time is what we keep not in the file.
    private void overwrite(byte[] octets) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer all = ByteBuffer.wrap(octets);
            while (all.hasRemaining()) {
                channel.write(all);
            }
            channel.truncate(octets.length);
        }
    }

    private Path fresh() throws IOException {
        Path next = file.resolveSibling("." + file.getFileName() + ".adit");
        Files.deleteIfExists(next);
        return next;
    }

    private static String text(Path path) throws IOException {
        return Files.readString(path, StandardCharsets.ISO_8859_1);
    }
}
