package org.adit.dataplane.userspace;

import java.util.List;
import org.adit.base.net.IpPrefix;
import org.adit.base.secret.Secret;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.SaLimits;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// SA pairs for tests: the gateway's half and the client's half of the same pair.
final class Specs {
    private static final SaLimits NO_LIMITS = new SaLimits(0, 0, 0, 0);

    private Specs() {}

    static ChildSaSpec gateway(int inbound, int outbound, String site, String client, Path path) {
        return spec(inbound, outbound, site, client, path);
    }

    /// SPIs and `path` are the gateway's.
    static ChildSaSpec client(int gatewaySpi, int clientSpi, String site, String client, Path path) {
        return spec(clientSpi, gatewaySpi, client, site, new Path(path.peer(), path.local()));
    }

    private static ChildSaSpec spec(int inbound, int outbound, String local, String remote, Path path) {
        return new ChildSaSpec(
                new Spi(inbound),
                new Spi(outbound),
                RealCiphers.AES_GCM,
                keys(RealCiphers.AES_GCM, inbound),
                keys(RealCiphers.AES_GCM, outbound),
                List.of(TrafficSelector.of(IpPrefix.of(local))),
                List.of(TrafficSelector.of(IpPrefix.of(remote))),
                path,
                NO_LIMITS,
                true);
    }

    private static EspKeys keys(EspSuite suite, int number) {
        byte[] key = new byte[suite.encryption().keyMaterialOctets()];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (number * 13 + i);
        }
        return new EspKeys(Secret.own(key), Secret.own(new byte[0]));
    }
}
