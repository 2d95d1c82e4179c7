package org.adit.protocol.exchange;

import org.adit.base.Bytes;
import org.adit.protocol.negotiate.IkeSuite;
import org.adit.protocol.wire.IkeSpi;

/// The keys of an IKE SA in the open, for a test's packet analyser and nothing else: SK_e and SK_a of both
/// directions.
/// SK_a is empty for AEADs, whose salt is at the end of SK_e.
public record IkeKeySight(
        IkeSpi initiatorSpi,
        IkeSpi responderSpi,
        IkeSuite suite,
        Bytes encryptionInitiator,
        Bytes encryptionResponder,
        Bytes integrityInitiator,
        Bytes integrityResponder) {}
