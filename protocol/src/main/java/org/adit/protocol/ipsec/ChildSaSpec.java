package org.adit.protocol.ipsec;

import java.util.List;

/// Everything a data plane needs for a pair of ESP SAs, in tunnel mode over UDP. `inboundSpi` is ours and protects
/// what we receive, `outboundSpi` is the peer's. `local` and `remote` are selectors of inner packets as seen from us.
/// With `startsSending` outbound traffic uses this pair at once; otherwise only after [DataPlane#startSending].
/// The data plane owns the keys from `install` on.
public record ChildSaSpec(
        Spi inboundSpi,
        Spi outboundSpi,
        EspSuite suite,
        EspKeys inboundKeys,
        EspKeys outboundKeys,
        List<TrafficSelector> local,
        List<TrafficSelector> remote,
        Path path,
        SaLimits limits,
        boolean startsSending) {
    public ChildSaSpec {
        local = List.copyOf(local);
        remote = List.copyOf(remote);
    }
}
