package org.adit.gateway.config;

import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpPrefix;
import org.adit.base.settings.Problems;
import org.adit.base.settings.SecretReference;
import org.adit.base.settings.Section;
import org.adit.base.settings.SectionReader;
import org.adit.base.settings.Setting;
import org.adit.base.settings.SettingType;
import org.adit.base.settings.SettingTypes;
import org.adit.base.settings.Value;

/// `[[site]]`: another gateway, proven by a shared secret that [SiteSecret] checks when it is read. Without `peer` we
/// wait for it. `identity` is what it calls itself.
public record Site(
        String name,
        Optional<String> peer,
        String identity,
        SecretReference secret,
        List<IpPrefix> local,
        List<IpPrefix> remote,
        boolean start) {
    static final Setting<String> NAME = Setting.required("name", SettingTypes.NAME, "What it is called.");
    static final Setting<String> PEER =
            Setting.optional("peer", Front.HOST, "Where the other gateway is; without it, we only wait for it.");
    static final Setting<String> IDENTITY = Setting.required(
            "identity",
            SettingType.text(
                    "an identity of at most 255 printable characters",
                    "gw.branch.example.org",
                    text -> text.matches("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?")
                            ? Optional.of(text)
                            : Optional.empty()),
            "What the other gateway calls itself: a host name, an address, `user@host` or `CN=…`.");
    static final Setting<SecretReference> SECRET = Setting.required(
            "secret",
            SettingType.SECRET,
            "Where the shared secret is: at least 32 random octets in base64, as `openssl rand -base64 32` prints them.");
    static final Setting<List<IpPrefix>> LOCAL =
            Setting.required("local", SettingType.listOf(SettingTypes.NETWORK), "Networks on our side.");
    static final Setting<List<IpPrefix>> REMOTE =
            Setting.required("remote", SettingType.listOf(SettingTypes.NETWORK), "Networks on the other side.");
    static final Setting<Boolean> START = Setting.withDefault(
            "start", SettingType.FLAG, "Whether we connect; otherwise the other gateway must.", false, "false");

    static final Section<Site> SECTION = new Section<>(
            "site",
            true,
            "Another gateway and the networks behind it.",
            List.of(NAME, PEER, IDENTITY, SECRET, LOCAL, REMOTE, START),
            Site::read);

    public Site {
        local = List.copyOf(local);
        remote = List.copyOf(remote);
    }

    private static Optional<Site> read(SectionReader in) {
        Value<String> name = in.read(NAME);
        Value<Optional<String>> peer = in.readOptional(PEER);
        Value<String> identity = in.read(IDENTITY);
        Value<SecretReference> secret = in.read(SECRET);
        Value<List<IpPrefix>> local = in.read(LOCAL);
        Value<List<IpPrefix>> remote = in.read(REMOTE);
        Value<Boolean> start = in.read(START);
        notEmpty(LOCAL, local, in);
        notEmpty(REMOTE, remote, in);
        if (start.ifRead().orElse(false)
                && peer.ifRead().filter(Optional::isEmpty).isPresent()) {
            in.problem(START, Problems.CONFLICT, "\"start\" is true, but there is no \"peer\"", "Add \"peer\".");
        }
        return in.make(() ->
                new Site(name.get(), peer.get(), identity.get(), secret.get(), local.get(), remote.get(), start.get()));
    }

    private static void notEmpty(Setting<?> setting, Value<List<IpPrefix>> networks, SectionReader in) {
        if (networks.ifRead().filter(List::isEmpty).isPresent()) {
            in.problem(setting, Problems.BAD_VALUE, "\"" + setting.name() + "\" is empty", "Name a network.");
        }
    }
}
