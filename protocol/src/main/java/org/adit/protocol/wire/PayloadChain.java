package org.adit.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;

/// A run of payloads, each with its generic header, linked by Next Payload. RFC 7296 §3.2.
final class PayloadChain {
    static final int GENERIC_HEADER = 4;

    /// An ordinary message has a dozen or two. Bounds the work before anything is known about the sender.
    static final int MOST_PAYLOADS = 64;

    private static final int CRITICAL = 0x80;

    private PayloadChain() {}

    /// Reads `octets` from `from` to their end as payloads of which the first has type `first`.
    static Result<List<Payload>, WireFailure> read(int first, Bytes octets, int from) {
        OctetReader reader = OctetReader.over(octets, from, PayloadType.NONE);
        List<Payload> payloads = new ArrayList<>();
        int type = first;
        while (type != PayloadType.NONE && !reader.refused()) {
            if (payloads.size() == MOST_PAYLOADS) {
                reader.refuse(new WireFailure.TooManyPayloads(MOST_PAYLOADS));
                break;
            }
            int next = reader.u8("Next Payload");
            boolean critical = (reader.u8("Critical") & CRITICAL) != 0;
            OctetReader body = body(reader, type);
            payloads.add(PayloadCodec.read(type, critical, body));
            type = next;
        }
        reader.end();
        return reader.failure()
                .<Result<List<Payload>, WireFailure>>map(Result::failed)
                .orElseGet(() -> Result.ok(payloads));
    }

    private static OctetReader body(OctetReader reader, int type) {
        int length = reader.u16("Payload Length");
        if (length < GENERIC_HEADER) {
            reader.refuse(new WireFailure.BadField(type, "Payload Length", length));
        }
        return reader.window(length - GENERIC_HEADER, type, "Payload Length");
    }

    /// The type of the first of `payloads`.
    static int firstType(List<Payload> payloads) {
        return payloads.isEmpty() ? PayloadType.NONE : PayloadCodec.typeOf(payloads.getFirst());
    }

    static void write(List<Payload> payloads, OctetWriter out) {
        for (int i = 0; i < payloads.size(); i++) {
            int start = out.length();
            int next = i + 1 < payloads.size() ? PayloadCodec.typeOf(payloads.get(i + 1)) : PayloadType.NONE;
            out.u8(next).u8(0).u16(0);
            PayloadCodec.write(payloads.get(i), out);
            out.setU16(start + 2, out.length() - start);
        }
    }
}
