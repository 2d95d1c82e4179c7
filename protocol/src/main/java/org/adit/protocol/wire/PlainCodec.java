package org.adit.protocol.wire;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;

/// Messages in the clear: IKE_SA_INIT and the few unprotected notifies.
public final class PlainCodec {
    private static final int USUAL_OCTETS = 512;

    private PlainCodec() {}

    /// Throws [IllegalArgumentException] for a message that does not fit the fields of its format.
    public static Bytes encode(IkeMessage message) {
        OctetWriter out = new OctetWriter(USUAL_OCTETS);
        HeaderCodec.write(message.header(), PayloadChain.firstType(message.payloads()), 0, out);
        PayloadChain.write(message.payloads(), out);
        HeaderCodec.setLength(out);
        return out.bytes();
    }

    /// Refuses SK and SKF: what they protect comes out of [SealedReader] only. Nothing in the result is authentic.
    public static Result<IkeMessage, WireFailure> decode(Bytes datagram) {
        return switch (HeaderCodec.read(datagram)) {
            case Envelope.Current(IkeHeader header) ->
                PayloadChain.read(HeaderCodec.firstPayload(datagram), datagram, IkeHeader.OCTETS)
                        .map(payloads -> new IkeMessage(header, payloads));
            case Envelope.Newer newer -> Result.failed(new WireFailure.OtherVersion(newer.major(), 0));
            case Envelope.Refused(WireFailure why) -> Result.failed(why);
        };
    }

    /// The header alone, for finding the SA before anything else is looked at. Empty when the datagram is not IKEv2 of
    /// the length it claims.
    public static Optional<IkeHeader> header(Bytes datagram) {
        return envelope(datagram) instanceof Envelope.Current(IkeHeader header)
                ? Optional.of(header)
                : Optional.empty();
    }

    /// As [#header], with the reason where there is none.
    public static Envelope envelope(Bytes datagram) {
        return HeaderCodec.read(datagram);
    }

    /// The one-way answer to a request outside of any IKE SA, with its SPIs, exchange type and message id: for
    /// INVALID_IKE_SPI and INVALID_MAJOR_VERSION (RFC 7296 §1.5), and for a cookie or an error in IKE_SA_INIT while
    /// there is no SPI of ours. To be sent seldom, and never to a response.
    public static Bytes unprotectedAnswer(IkeHeader request, Payload.Notify notify) {
        IkeHeader answer = new IkeHeader(
                request.initiatorSpi(),
                request.responderSpi(),
                request.exchange(),
                !request.fromInitiator(),
                true,
                request.messageId());
        return encode(new IkeMessage(answer, List.of(notify)));
    }
}
