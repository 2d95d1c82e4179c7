package org.adit.systemtest.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.adit.base.net.IpAddress;
import org.adit.lab.process.Command;
import org.adit.lab.strongswan.LabPki;

/// A profile for our client as somebody writes it who has no gateway of ours: by hand, after `docs/profile-format.md`.
record HandWrittenProfile(
        String gateway,
        List<IpAddress> addresses,
        String identity,
        String proof,
        String key,
        String mode,
        String policy) {
    /// Signs in with a certificate; trusts `authority`, PEM.
    static HandWrittenProfile withCertificate(String identity, LabPki.Credential own, String authority) {
        String proof = """
                authorities = '''
                %s'''

                [device]
                identity = "%s"
                certificate = '''
                %s'''
                """.formatted(authority, identity, own.certificate());
        String key = Command.of("openssl", "pkcs8", "-topk8", "-nocrypt")
                .reading(own.privateKey())
                .check();
        return with(identity, proof, key);
    }

    /// Signs in with the pre-shared key that is in `secret`.
    static HandWrittenProfile withSecret(String identity, Path secret) {
        String proof = """

                [device]
                identity = "%s"
                secret = "file:%s"
                """.formatted(identity, secret);
        return with(identity, proof, "");
    }

    private static HandWrittenProfile with(String identity, String proof, String key) {
        return new HandWrittenProfile(SwanGateways.NAME, List.of(), identity, proof, key, "split", "default");
    }

    HandWrittenProfile at(IpAddress... outside) {
        return new HandWrittenProfile(gateway, List.of(outside), identity, proof, key, mode, policy);
    }

    HandWrittenProfile gateway(String name) {
        return new HandWrittenProfile(name, addresses, identity, proof, key, mode, policy);
    }

    HandWrittenProfile fullTunnel() {
        return new HandWrittenProfile(gateway, addresses, identity, proof, key, "full", policy);
    }

    HandWrittenProfile policy(String word) {
        return new HandWrittenProfile(gateway, addresses, identity, proof, key, mode, word);
    }

    /// Writes it to a new file in `folder`, for the owner only.
    Path write(Path folder) {
        String text = """
                [gateway]
                name = "%s"
                addresses = [%s]
                %s
                [tunnel]
                mode = "%s"

                [crypto]
                policy = "%s"

                %s""".formatted(
                        gateway,
                        addresses.stream().map(address -> "\"" + address + "\"").collect(Collectors.joining(", ")),
                        proof,
                        mode,
                        policy,
                        key);
        try {
            Path file = folder.resolve("office-" + System.nanoTime() + ".adit");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without the key.
    @Override
    public String toString() {
        return identity + " at " + gateway;
    }
}
