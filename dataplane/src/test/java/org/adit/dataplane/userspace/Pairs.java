package org.adit.dataplane.userspace;

import org.adit.protocol.esp.InboundSa;
import org.adit.protocol.esp.OutboundSa;
import org.adit.protocol.esp.SelectorMatch;
import org.adit.protocol.ipsec.ChildSaSpec;

/// SA pairs that seal nothing.
final class Pairs {
    private Pairs() {}

    static SaPair of(ChildSaSpec spec, DatagramPort socket, int worker) {
        SelectorMatch selectors = new SelectorMatch(spec.local(), spec.remote());
        NoCipher cipher = new NoCipher();
        return new SaPair(
                spec,
                selectors,
                new InboundSa(spec.inboundSpi().value(), cipher, true, selectors, spec.limits()),
                new OutboundSa(spec.outboundSpi().value(), cipher, true, spec.limits()),
                socket,
                1500,
                worker);
    }
}
