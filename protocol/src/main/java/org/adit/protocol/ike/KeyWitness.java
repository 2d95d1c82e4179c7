package org.adit.protocol.ike;

import org.adit.protocol.exchange.IkeKeySight;
import org.adit.protocol.ipsec.ChildSaSpec;

/// Sees the keys of SAs as they are made: for tests that let a packet analyser decrypt what we sent. No setting and
/// no
/// program sets one; they use [#NONE].
public interface KeyWitness {
    KeyWitness NONE = new KeyWitness() {
        @Override
        public void onIkeKeys(IkeKeySight keys) {}

        @Override
        public void onChildKeys(ChildSaSpec spec) {}
    };

    void onIkeKeys(IkeKeySight keys);

    /// Called before the data plane owns the spec's keys.
    void onChildKeys(ChildSaSpec spec);
}
