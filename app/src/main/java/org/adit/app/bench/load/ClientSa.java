package org.adit.app.bench.load;

import java.util.Optional;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.protocol.esp.EspCiphers;
import org.adit.protocol.esp.InboundSa;
import org.adit.protocol.esp.OutboundSa;
import org.adit.protocol.esp.SelectorMatch;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.TrafficSelector;

/// A pair of ESP SAs at a client.
public final class ClientSa {
    private final SaId client;
    private final ChildSaSpec spec;
    private final InboundSa inbound;
    private final OutboundSa outbound;
    private Endpoint place;

    ClientSa(SaId client, ChildSaSpec spec, EspCiphers ciphers) {
        boolean esn = spec.suite().extendedSequenceNumbers();
        this.client = client;
        this.spec = spec;
        this.inbound = new InboundSa(
                spec.inboundSpi().value(),
                ciphers.cipher(spec.suite(), spec.inboundKeys()),
                esn,
                new SelectorMatch(spec.local(), spec.remote()),
                spec.limits());
        this.outbound = new OutboundSa(
                spec.outboundSpi().value(), ciphers.cipher(spec.suite(), spec.outboundKeys()), esn, spec.limits());
        this.place = spec.path().local();
    }

    public SaId client() {
        return client;
    }

    public InboundSa inbound() {
        return inbound;
    }

    public OutboundSa outbound() {
        return outbound;
    }

    /// Where the client is, as it knows itself.
    public Endpoint place() {
        return place;
    }

    void move(Endpoint to) {
        place = to;
    }

    /// The inside address that the gateway gave the client.
    public Optional<IpAddress> inside(IpFamily family) {
        return spec.local().stream()
                .map(TrafficSelector::addresses)
                .filter(range -> range.family() == family)
                .map(range -> range.first())
                .findFirst();
    }

    void close() {
        inbound.close();
        outbound.close();
    }
}
