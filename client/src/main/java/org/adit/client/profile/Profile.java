package org.adit.client.profile;

import java.util.List;
import org.adit.base.net.IpAddress;
import org.adit.base.settings.SecretReference;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.crypto.SigningKey;
import org.adit.protocol.negotiate.CryptoPolicy;
import org.adit.protocol.pki.Certificate;

/// A valid profile: an invalid one cannot exist. `name` is what this device calls it.
public record Profile(String name, Gateway gateway, Device device, Tunnel tunnel, CryptoPolicy policy) {
    /// Whom to connect to. Without `addresses`, `host` is resolved. `identity` is what the gateway must prove to be,
    /// under `authorities`.
    public record Gateway(
            String host, List<IpAddress> addresses, Identity identity, int port, List<Certificate> authorities) {
        public Gateway {
            addresses = List.copyOf(addresses);
            authorities = List.copyOf(authorities);
        }
    }

    /// Who we are. `identity` is what we claim, `proof` how we prove it.
    public record Device(Identity identity, Proof proof) {}

    public sealed interface Proof {
        /// `chain` is leaf first, without the root.
        record WithCertificate(List<Certificate> chain, SigningKey key) implements Proof {
            public WithCertificate {
                chain = List.copyOf(chain);
            }
        }

        /// Read when connecting. Site to site only.
        record WithSharedSecret(SecretReference secret) implements Proof {}
    }

    /// `mtu` is of inner packets, in octets.
    public record Tunnel(Mode mode, int mtu) {
        /// What goes through the tunnel.
        public enum Mode {
            /// The networks that the gateway names.
            SPLIT,
            /// Everything.
            FULL
        }
    }
}
