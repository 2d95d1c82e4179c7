package org.adit.protocol.ike;

import org.adit.base.Bytes;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.negotiate.IkeSuite;
import org.adit.protocol.wire.IkeSpi;

/// Sees the keys of SAs as they are made: for tests that let a packet analyser decrypt what we sent. No setting and no
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

    /// SK_e and SK_a of both directions; SK_a is empty for AEADs, whose salt is at the end of SK_e.
    record IkeKeySight(
            IkeSpi initiatorSpi,
            IkeSpi responderSpi,
            IkeSuite suite,
            Bytes encryptionInitiator,
            Bytes encryptionResponder,
            Bytes integrityInitiator,
            Bytes integrityResponder) {}
}
