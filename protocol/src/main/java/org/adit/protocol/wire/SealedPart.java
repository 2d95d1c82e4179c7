package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;

/// Where a datagram's SK or SKF payload is: its type, the Next Payload in its generic header, where its body begins (it
/// ends with the datagram), and what is wrong with the unprotected payloads in front of it. Otherwise those are
/// ignored: no exchange defines any (RFC 7383 §2.5.3).
record SealedPart(int type, int firstInner, int bodyAt, Optional<WireFailure> complaint) {
    private static final int CRITICAL = 0x80;

    boolean fragment() {
        return type == PayloadType.ENCRYPTED_FRAGMENT;
    }

    /// Walks the payloads of a datagram with a sound header, without keeping any (CVE-2026-12413 was a table that
    /// unknown outer payloads filled).
    static Result<SealedPart, WireFailure> find(Bytes datagram) {
        OctetReader reader = OctetReader.over(datagram, IkeHeader.OCTETS, PayloadType.NONE);
        Optional<WireFailure> complaint = Optional.empty();
        int type = HeaderCodec.firstPayload(datagram);
        for (int count = 0; count < PayloadChain.MOST_PAYLOADS; count++) {
            if (type == PayloadType.NONE) {
                return Result.failed(new WireFailure.NotProtected());
            }
            int next = reader.u8("Next Payload");
            boolean critical = (reader.u8("Critical") & CRITICAL) != 0;
            int length = reader.u16("Payload Length");
            reader.expect(length >= PayloadChain.GENERIC_HEADER, "Payload Length", length);
            int bodyAt = reader.position();
            reader.skip(length - PayloadChain.GENERIC_HEADER, "Payload Length");
            Optional<WireFailure> failure = reader.failure();
            if (failure.isPresent()) {
                return Result.failed(failure.get());
            }
            if (type == PayloadType.ENCRYPTED || type == PayloadType.ENCRYPTED_FRAGMENT) {
                return reader.left() > 0
                        ? Result.failed(new WireFailure.NotLast(type, reader.left()))
                        : Result.ok(new SealedPart(type, next, bodyAt, complaint));
            }
            if (critical && !PayloadType.known(type) && complaint.isEmpty()) {
                complaint = Optional.of(new WireFailure.UnsupportedCritical(type));
            }
            type = next;
        }
        return Result.failed(new WireFailure.TooManyPayloads(PayloadChain.MOST_PAYLOADS));
    }
}
