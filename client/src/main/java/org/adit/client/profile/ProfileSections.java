package org.adit.client.profile;

import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpAddress;
import org.adit.base.settings.Problems;
import org.adit.base.settings.SecretReference;
import org.adit.base.settings.Section;
import org.adit.base.settings.SectionReader;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.SettingTypes;
import org.adit.base.settings.Value;
import org.adit.client.profile.Profile.Gateway;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.Pem;
import org.adit.protocol.pki.PkiFailure;

/// The sections of a profile, each setting declared once.
final class ProfileSections {
    private static final SettingType<String> HOST = SettingType.text(
            "a host name or an IP address",
            "vpn.example.org",
            text -> IpAddress.parse(text).map(IpAddress::toString).or(() -> SettingTypes.domain(text)));
    private static final SettingType<Identity> IDENTITY =
            SettingType.text("an identity", "alice@example.org", Identity::parse);
    private static final SettingType<String> CERTIFICATES =
            SettingType.text("certificates in PEM", "-----BEGIN CERTIFICATE-----…", Optional::of);

    private static final Setting<String> NAME =
            Setting.required("name", HOST, "The gateway's host name; resolved when connecting.");
    private static final Setting<List<IpAddress>> ADDRESSES = Setting.withDefault(
            "addresses",
            SettingType.listOf(SettingTypes.ADDRESS),
            "Outside addresses of the gateway, tried in this order instead of resolving its name.",
            List.of(),
            "[]");
    private static final Setting<Identity> GATEWAY_IDENTITY =
            Setting.optional("identity", IDENTITY, "What the gateway must prove to be; `name` unless given.");
    private static final Setting<Integer> PORT = Setting.withDefault(
            "port", SettingType.number(1, 65535), "UDP port of the gateway, not 500.", 4500, "4500");
    static final Setting<String> AUTHORITIES =
            Setting.optional("authorities", CERTIFICATES, "Trust anchors for the gateway's certificate.");

    private static final Setting<Identity> DEVICE_IDENTITY =
            Setting.required("identity", IDENTITY, "Who we say we are; the certificate must name it.");
    static final Setting<String> CERTIFICATE =
            Setting.optional("certificate", CERTIFICATES, "Our certificate, then those between it and the root.");
    static final Setting<SecretReference> SECRET = Setting.optional(
            "secret", SettingType.SECRET, "A pre-shared key instead of certificate and key; site to site only.");

    private static final Setting<Tunnel.Mode> MODE = Setting.withDefault(
            "mode", SettingType.oneOf(Tunnel.Mode.class), "What goes through the tunnel.", Tunnel.Mode.SPLIT, "split");
    private static final Setting<Integer> MTU =
            Setting.withDefault("mtu", SettingType.number(1280, 9000), "Longest inner packet in octets.", 1438, "1438");

    private static final Setting<CryptoPolicy> POLICY = Setting.withDefault(
            "policy",
            SettingType.oneOf(CryptoPolicy.class),
            "Which algorithms are good enough.",
            CryptoPolicy.DEFAULT,
            "default");

    static final Section<Gateway> GATEWAY = new Section<>(
            "gateway",
            false,
            "Whom to connect to.",
            List.of(NAME, ADDRESSES, GATEWAY_IDENTITY, PORT, AUTHORITIES),
            ProfileSections::gateway);

    /// What `[device]` says, before the key at the end of the file joins it.
    record DeviceText(Identity identity, List<Certificate> chain, Optional<SecretReference> secret) {
        DeviceText {
            chain = List.copyOf(chain);
        }
    }

    static final Section<DeviceText> DEVICE = new Section<>(
            "device", false, "Who we are.", List.of(DEVICE_IDENTITY, CERTIFICATE, SECRET), ProfileSections::device);

    static final Section<Tunnel> TUNNEL =
            new Section<>("tunnel", false, "What goes through the tunnel.", List.of(MODE, MTU), in -> {
                Value<Tunnel.Mode> mode = in.read(MODE);
                Value<Integer> mtu = in.read(MTU);
                return in.make(() -> new Tunnel(mode.get(), mtu.get()));
            });

    static final Section<CryptoPolicy> CRYPTO =
            new Section<>("crypto", false, "Which algorithms are good enough.", List.of(POLICY), in -> {
                Value<CryptoPolicy> policy = in.read(POLICY);
                return in.make(policy::get);
            });

    static final List<Section<?>> ALL = List.of(GATEWAY, DEVICE, TUNNEL, CRYPTO);

    private ProfileSections() {}

    private static Optional<Gateway> gateway(SectionReader in) {
        Value<String> name = in.read(NAME);
        Value<List<IpAddress>> addresses = in.read(ADDRESSES);
        Value<Optional<Identity>> identity = in.readOptional(GATEWAY_IDENTITY);
        Value<Integer> port = in.read(PORT);
        List<Certificate> authorities = certificates(in, AUTHORITIES);
        if (port.ifRead().filter(number -> number == 500).isPresent()) {
            in.problem(
                    PORT,
                    Problems.BAD_VALUE,
                    "\"port\" is 500, where messages have no room for ESP",
                    "Leave it out, or name the port that the gateway has for encapsulated ESP.");
        }
        return in.make(() -> new Gateway(
                name.get(),
                addresses.get(),
                identity.get().orElseGet(() -> Identity.parse(name.get()).orElseThrow()),
                port.get(),
                authorities));
    }

    private static Optional<DeviceText> device(SectionReader in) {
        Value<Identity> identity = in.read(DEVICE_IDENTITY);
        List<Certificate> chain = certificates(in, CERTIFICATE);
        Value<Optional<SecretReference>> secret = in.readOptional(SECRET);
        return in.make(() -> new DeviceText(identity.get(), chain, secret.get()));
    }

    private static List<Certificate> certificates(SectionReader in, Setting<String> setting) {
        Optional<String> text = in.readOptional(setting).ifRead().flatMap(given -> given);
        if (text.isEmpty()) {
            return List.of();
        }
        return switch (Pem.certificates(text.get())) {
            case Result.Ok<List<Certificate>, PkiFailure>(List<Certificate> read) -> read;
            case Result.Failed<List<Certificate>, PkiFailure>(PkiFailure failure) -> {
                Explanation why = failure.explain();
                in.problem(
                        setting,
                        Problems.BAD_VALUE,
                        "\"" + setting.name() + "\" cannot be read: " + why.what() + " " + why.why(),
                        "Get the profile anew from your administrator (adit profile USER --for adit).");
                yield List.of();
            }
        };
    }
}
