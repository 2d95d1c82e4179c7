package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;

/// Messages in the clear: IKE_SA_INIT and the few unprotected notifies.
public final class PlainCodec {
    private PlainCodec() {}

    public static Bytes encode(IkeMessage message) {
        throw new UnsupportedOperationException("seam");
    }

    public static Result<IkeMessage, WireFailure> decode(Bytes datagram) {
        throw new UnsupportedOperationException("seam " + datagram);
    }

    /// The header alone, for finding the SA before anything else is looked at. Empty when the datagram is not IKEv2 of
    /// the length it claims.
    public static Optional<IkeHeader> header(Bytes datagram) {
        throw new UnsupportedOperationException("seam " + datagram);
    }
}
