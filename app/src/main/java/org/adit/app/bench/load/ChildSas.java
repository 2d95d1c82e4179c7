package org.adit.app.bench.load;

import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;

/// Where the Child SAs of many clients go. SPIs are those that the clients receive on.
public interface ChildSas {
    /// For clients that carry nothing.
    ChildSas NONE = new ChildSas() {
        @Override
        public void install(SaId client, ChildSaSpec spec) {
            spec.inboundKeys().close();
            spec.outboundKeys().close();
        }

        @Override
        public void startSending(Spi inbound) {}

        @Override
        public void move(Spi inbound, Path path) {}

        @Override
        public void remove(Spi inbound) {}
    };

    /// Owns the keys from here on.
    void install(SaId client, ChildSaSpec spec);

    void startSending(Spi inbound);

    void move(Spi inbound, Path path);

    void remove(Spi inbound);
}
