package org.adit.lab.strongswan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.adit.lab.process.Command;
import org.adit.lab.process.LabFault;

/// A certificate authority made with strongSwan's `pki`: independent of Adit's own, so that neither is its own witness.
public final class LabPki {
    private final Path folder;
    private final Path key;
    private final String certificate;
    private int issued;

    private LabPki(Path folder, Path key, String certificate) {
        this.folder = folder;
        this.key = key;
        this.certificate = certificate;
    }

    /// A new authority whose files are in `folder`; its key is of `type`.
    public static LabPki create(Path folder, LabKeyType type, String distinguishedName) {
        Path key = write(
                folder.resolve("ca-" + System.nanoTime() + ".key"),
                Command.of(type.generate()).check());
        String certificate = Command.of(
                        "pki",
                        "--self",
                        "--ca",
                        "--in",
                        key.toString(),
                        "--type",
                        "priv",
                        "--dn",
                        distinguishedName,
                        "--lifetime",
                        "30",
                        "--outform",
                        "pem")
                .check();
        return new LabPki(folder, key, certificate);
    }

    /// An authority that is there: for certificates that its owner would not issue. Both PEM.
    public static LabPki of(Path folder, String key, String certificate) {
        return new LabPki(folder, write(folder.resolve("ca-" + System.nanoTime() + ".key"), key), certificate);
    }

    /// The authority's own certificate, PEM.
    public String certificate() {
        return certificate;
    }

    /// A certificate for a new key. The identity becomes common name and subject alternative name.
    public Credential issue(LabKeyType type, String identity) {
        return issue(type, identity, List.of("--lifetime", "10"));
    }

    /// As [#issue(LabKeyType, String)]; `more` are options of `pki --issue`, as `--flag serverAuth` or
    /// `--not-after` with a time long past.
    public Credential issue(LabKeyType type, String identity, List<String> more) {
        String privateKey = Command.of(type.generate()).check();
        Path keyFile = write(folder.resolve("issued-" + issued++ + "-" + System.nanoTime() + ".key"), privateKey);
        String publicKey = Command.of("pki", "--pub", "--in", keyFile.toString(), "--type", "priv", "--outform", "pem")
                .check();
        Path caFile = write(folder.resolve("ca-" + System.nanoTime() + ".pem"), certificate);
        List<String> argv = new ArrayList<>(List.of(
                "pki",
                "--issue",
                "--type",
                "pub",
                "--cacert",
                caFile.toString(),
                "--cakey",
                key.toString(),
                "--dn",
                "CN=" + identity,
                "--san",
                identity,
                "--outform",
                "pem"));
        argv.addAll(more);
        return new Credential(Command.of(argv).reading(publicKey).check(), privateKey);
    }

    /// A certificate and its private key, both PEM. The key is one of a lab, made for one test.
    public record Credential(String certificate, String privateKey) {
        /// Without the key.
        @Override
        public String toString() {
            return certificate;
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new LabFault("a file of the lab's authority cannot be written: " + file, e);
        }
    }
}
