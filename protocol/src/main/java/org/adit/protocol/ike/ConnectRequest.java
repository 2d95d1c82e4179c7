package org.adit.protocol.ike;

import java.util.List;
import java.util.Optional;
import org.adit.base.net.IpFamily;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.auth.LocalCredential;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;

/// An initiator's wish. `peer` is who must answer. `addresses` are the families of inside addresses to ask for;
/// empty for site to site. `local` and `remote` are proposed as TSi and TSr.
public record ConnectRequest(
        Path path,
        LocalCredential credential,
        Optional<Identity> peer,
        List<IpFamily> addresses,
        List<TrafficSelector> local,
        List<TrafficSelector> remote) {
    public ConnectRequest {
        addresses = List.copyOf(addresses);
        local = List.copyOf(local);
        remote = List.copyOf(remote);
    }
}
