package org.adit.client.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.base.settings.Located;
import org.adit.base.settings.Problems;
import org.adit.base.settings.SectionReader;
import org.adit.base.settings.SettingsFile;
import org.adit.client.profile.Profile.Device;
import org.adit.client.profile.Profile.Gateway;
import org.adit.client.profile.Profile.Proof;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.client.profile.ProfileSections.DeviceText;
import org.adit.protocol.crypto.SignatureScheme;
import org.adit.protocol.crypto.SigningKey;
import org.adit.protocol.crypto.SigningKeys;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.Pem;
import org.adit.protocol.pki.PkiFailure;

/// The profile's text: TOML, and behind it the private key, which no settings parser ever sees.
/// The format is described in docs/profile-format.md.
public final class ProfileFile {
    private static final byte[] KEY_BEGINS = "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final Bytes PROBE = Bytes.ofUtf8("does this key belong to this certificate?");
    private static final String ANEW = "Get the profile anew from your administrator (adit profile USER --for adit).";

    private ProfileFile() {}

    /// `name` is what the profile shall be called, `file` is for the problems. `text` stays the caller's to wipe.
    public static ProfileReading read(String name, String file, Secret text) {
        int split = text.use(octets -> lineThatStartsWith(KEY_BEGINS, octets));
        String toml = text.use(octets -> new String(octets, 0, split, StandardCharsets.UTF_8));
        SettingsFile settings = SettingsFile.parse(file, toml, ProfileSections.ALL);
        Optional<Located<Gateway>> gateway = settings.one(ProfileSections.GATEWAY);
        Optional<Located<DeviceText>> device = settings.one(ProfileSections.DEVICE);
        Optional<Tunnel> tunnel = settings.one(ProfileSections.TUNNEL).map(Located::value);
        Optional<CryptoPolicy> policy = settings.one(ProfileSections.CRYPTO).map(Located::value);
        try (Secret key = text.slice(split, text.length())) {
            Optional<Proof> proof = device.flatMap(located -> proof(located, key));
            if (proof.orElse(null) instanceof Proof.WithCertificate) {
                gateway.ifPresent(ProfileFile::needsAuthorities);
            }
            if (!settings.problems().isEmpty()) {
                return new ProfileReading.Invalid(settings.problems());
            }
            return new ProfileReading.Valid(new Profile(
                    name,
                    gateway.orElseThrow().value(),
                    new Device(device.orElseThrow().value().identity(), proof.orElseThrow()),
                    tunnel.orElseThrow(),
                    policy.orElseThrow()));
        }
    }

    private static void needsAuthorities(Located<Gateway> gateway) {
        if (gateway.value().authorities().isEmpty()) {
            gateway.from()
                    .problem(
                            ProfileSections.AUTHORITIES,
                            Problems.MISSING,
                            "[gateway] lacks \"authorities\": the gateway's certificate could not be checked",
                            ANEW);
        }
    }

    /// Empty means that a problem was added.
    private static Optional<Proof> proof(Located<DeviceText> located, Secret key) {
        DeviceText device = located.value();
        SectionReader from = located.from();
        boolean certified = !device.chain().isEmpty();
        if (device.secret().isPresent()) {
            if (certified || key.length() > 0) {
                from.problem(
                        ProfileSections.SECRET,
                        Problems.CONFLICT,
                        "There is both a pre-shared key and a certificate or private key",
                        "Remove \"secret\", or the certificate and the private key.");
                return Optional.empty();
            }
            return device.secret().map(Proof.WithSharedSecret::new);
        }
        if (!certified) {
            from.problem(
                    ProfileSections.CERTIFICATE,
                    Problems.MISSING,
                    "[device] has neither \"certificate\" nor \"secret\": we could not prove who we are",
                    ANEW);
            return Optional.empty();
        }
        return signingKey(from, key).flatMap(signer -> withKey(from, device, signer));
    }

    private static Optional<SigningKey> signingKey(SectionReader from, Secret key) {
        if (key.length() == 0) {
            from.problem(
                    ProfileSections.CERTIFICATE,
                    Problems.MISSING,
                    "The private key at the end of the file is missing",
                    ANEW);
            return Optional.empty();
        }
        Optional<SigningKey> read = switch (Pem.privateKey(key)) {
            case Result.Ok<Secret, PkiFailure>(Secret pkcs8) -> {
                try (pkcs8) {
                    yield SigningKeys.fromPkcs8(pkcs8);
                }
            }
            case Result.Failed<Secret, PkiFailure> _ -> Optional.empty();
        };
        if (read.isEmpty()) {
            from.problem(
                    ProfileSections.CERTIFICATE,
                    Problems.BAD_VALUE,
                    "The private key at the end of the file cannot be read: it is cut off, encrypted, or of a kind that"
                            + " is not used here",
                    ANEW);
        }
        return read;
    }

    private static Optional<Proof> withKey(SectionReader from, DeviceText device, SigningKey key) {
        boolean belongs = device.chain().getFirst().key().kind() == key.kind()
                && device.chain().getFirst().key().verify(schemeOf(key), PROBE, key.sign(schemeOf(key), PROBE));
        if (!belongs) {
            from.problem(
                    ProfileSections.CERTIFICATE,
                    Problems.CONFLICT,
                    "The private key at the end of the file does not belong to the first certificate",
                    ANEW);
            return Optional.empty();
        }
        return Optional.of(new Proof.WithCertificate(device.chain(), key));
    }

    private static SignatureScheme schemeOf(SigningKey key) {
        return List.of(SignatureScheme.values()).stream()
                .filter(scheme -> scheme.fits(key.kind()))
                .findFirst()
                .orElseThrow();
    }

    /// Where the line begins; the end of the text if there is none.
    private static int lineThatStartsWith(byte[] start, byte[] text) {
        for (int at = 0; at + start.length <= text.length; at++) {
            boolean lineStarts = at == 0 || text[at - 1] == '\n';
            if (lineStarts && Arrays.equals(text, at, at + start.length, start, 0, start.length)) {
                return at;
            }
        }
        return text.length;
    }
}
