package org.adit.client.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.adit.base.net.IpAddress;
import org.adit.base.secret.Secret;
import org.adit.base.settings.SecretReference;
import org.adit.client.profile.Profile.Tunnel;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.Certificate;
import org.adit.protocol.pki.Pem;

/// Writes profiles, as docs/profile-format.md describes.
public final class ProfileText {
    private ProfileText() {}

    /// What a profile with a certificate is written from. `identity` of the gateway only where it is not its host name.
    public record Parts(
            String host,
            List<IpAddress> addresses,
            Optional<String> gatewayIdentity,
            List<Certificate> authorities,
            String deviceIdentity,
            List<Certificate> chain,
            Tunnel tunnel,
            CryptoPolicy policy) {
        public Parts {
            addresses = List.copyOf(addresses);
            authorities = List.copyOf(authorities);
            chain = List.copyOf(chain);
        }
    }

    /// `pkcs8` is the device's private key in DER, and stays the caller's.
    public static Secret withKey(Parts parts, Secret pkcs8) {
        String head = "# It holds a private key: keep this file to yourself (chmod 600).\n\n"
                + gateway(parts)
                + "\n[device]\nidentity = " + quoted(parts.deviceIdentity())
                + "\ncertificate = '''\n" + Pem.write(parts.chain()) + "'''\n\n"
                + rest(parts.tunnel(), parts.policy()) + "\n";
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        try (Secret key = Pem.writePrivateKey(pkcs8)) {
            return key.use(octets -> {
                byte[] all = Arrays.copyOf(start, start.length + octets.length);
                System.arraycopy(octets, 0, all, start.length, octets.length);
                return Secret.own(all);
            });
        }
    }

    /// A site's profile with a pre-shared key, which is not in it.
    public static String withSecret(Parts parts, SecretReference secret) {
        return gateway(parts) + "\n[device]\nidentity = " + quoted(parts.deviceIdentity()) + "\nsecret = "
                + quoted(secret.toString()) + "\n\n" + rest(parts.tunnel(), parts.policy());
    }

    private static String gateway(Parts parts) {
        StringBuilder text = new StringBuilder("[gateway]\nname = ")
                .append(quoted(parts.host()))
                .append('\n');
        if (!parts.addresses().isEmpty()) {
            List<String> quoted =
                    parts.addresses().stream().map(a -> quoted(a.toString())).toList();
            text.append("addresses = ").append(quoted).append('\n');
        }
        parts.gatewayIdentity().ifPresent(identity -> text.append("identity = " + quoted(identity) + "\n"));
        if (!parts.authorities().isEmpty()) {
            text.append("authorities = '''\n" + Pem.write(parts.authorities()) + "'''\n");
        }
        return text.toString();
    }

    private static String rest(Tunnel tunnel, CryptoPolicy policy) {
        return "[tunnel]\nmode = " + quoted(word(tunnel.mode())) + "\nmtu = " + tunnel.mtu() + "\n\n[crypto]\npolicy = "
                + quoted(word(policy)) + "\n";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
