package org.adit.protocol.wire;

import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.crypto.IkeCipher;
import org.jspecify.annotations.Nullable;

/// Opens what the peer protected in one direction of an IKE SA, and keeps the fragments of one request and one response
/// at a time. RFC 7296 §3.14, RFC 7383 §2.6.
///
/// Message ids and flags are the reader's of the result to judge: what is out of the window is best dropped unread.
public final class SealedReader {
    private static final int FRAGMENT_FIELDS = 4;

    private final IkeCipher cipher;
    private @Nullable FragmentSet request;
    private @Nullable FragmentSet response;

    public SealedReader(IkeCipher cipher) {
        this.cipher = cipher;
    }

    public Decoded read(Bytes datagram) {
        return switch (HeaderCodec.read(datagram)) {
            case Envelope.Current(IkeHeader header) -> read(header, datagram);
            case Envelope.Newer newer -> new Decoded.Ignored(new WireFailure.OtherVersion(newer.major(), 0));
            case Envelope.Refused(WireFailure why) -> new Decoded.Ignored(why);
        };
    }

    /// Drops fragments that are still waiting.
    public void forgetFragments() {
        request = null;
        response = null;
    }

    private Decoded read(IkeHeader header, Bytes datagram) {
        return switch (SealedPart.find(datagram)) {
            case Result.Failed<SealedPart, WireFailure>(WireFailure why) -> new Decoded.Ignored(why);
            case Result.Ok<SealedPart, WireFailure>(SealedPart part) -> {
                if (header.exchange().equals(ExchangeType.IKE_SA_INIT)) {
                    yield new Decoded.Ignored(new WireFailure.ProtectedPayloadMisplaced(part.type()));
                }
                yield part.fragment() ? readFragment(header, part, datagram) : readWhole(header, part, datagram);
            }
        };
    }

    private Decoded readWhole(IkeHeader header, SealedPart part, Bytes datagram) {
        return switch (open(part, part.bodyAt(), datagram)) {
            case Opened.Forged _ -> new Decoded.Ignored(new WireFailure.NotAuthentic(header.messageId()));
            case Opened.Wrong(WireFailure why) -> malformed(header, why);
            case Opened.Content(Bytes content) -> parsed(header, part.firstInner(), content);
        };
    }

    private Decoded readFragment(IkeHeader header, SealedPart part, Bytes datagram) {
        OctetReader fields = OctetReader.over(datagram, part.bodyAt(), part.type());
        int number = fields.u16("Fragment Number");
        int total = fields.u16("Total Fragments");
        if (fields.refused() || number < 1 || number > total || total > FragmentSet.MOST_FRAGMENTS) {
            return new Decoded.Ignored(new WireFailure.BadFragment(number, total, 0));
        }
        FragmentSet waiting = header.response() ? response : request;
        Optional<WireFailure> refusal = waiting == null ? Optional.empty() : waiting.refusal(header, number, total);
        if (refusal.isPresent()) {
            return new Decoded.Ignored(refusal.get());
        }
        return switch (open(part, part.bodyAt() + FRAGMENT_FIELDS, datagram)) {
            case Opened.Forged _ -> new Decoded.Ignored(new WireFailure.NotAuthentic(header.messageId()));
            case Opened.Wrong(WireFailure why) -> malformed(header, why);
            case Opened.Content(Bytes content) -> {
                FragmentSet set =
                        waiting != null && waiting.takes(header, total) ? waiting : new FragmentSet(header, total);
                set.add(number, part.firstInner(), content);
                yield collected(header, set, number);
            }
        };
    }

    private Decoded collected(IkeHeader header, FragmentSet set, int number) {
        boolean tooLong = set.octets() > HeaderCodec.MOST_OCTETS;
        boolean done = tooLong || set.complete();
        if (header.response()) {
            response = done ? null : set;
        } else {
            request = done ? null : set;
        }
        if (tooLong) {
            return malformed(header, new WireFailure.TooLong(set.octets(), HeaderCodec.MOST_OCTETS));
        }
        return done
                ? parsed(header, set.firstInner(), set.joined())
                : new Decoded.Waiting(set.have(), set.total(), number);
    }

    private static Decoded parsed(IkeHeader header, int firstInner, Bytes content) {
        return switch (PayloadChain.read(firstInner, content, 0)
                .<IkeMessage>map(payloads -> new IkeMessage(header, payloads))) {
            case Result.Ok<IkeMessage, WireFailure>(IkeMessage message) ->
                new Decoded.Complete(new Protected<>(message));
            case Result.Failed<IkeMessage, WireFailure>(WireFailure why) -> malformed(header, why);
        };
    }

    private static Decoded malformed(IkeHeader header, WireFailure why) {
        return new Decoded.Malformed(header, new Protected<>(why));
    }

    /// Decrypts from `ivAt` to the end of the datagram; everything in front of it is bound to it.
    private Opened open(SealedPart part, int ivAt, Bytes datagram) {
        Bytes associated = datagram.slice(0, ivAt);
        Optional<Bytes> opened = cipher.open(associated, datagram.slice(ivAt, datagram.length()));
        if (opened.isEmpty()) {
            return new Opened.Forged();
        }
        if (part.complaint().isPresent()) {
            return new Opened.Wrong(part.complaint().get());
        }
        Bytes padded = opened.get();
        if (padded.isEmpty()) {
            return new Opened.Wrong(new WireFailure.Truncated(part.type(), "Pad Length", 1, 0));
        }
        int padLength = padded.at(padded.length() - 1);
        int content = padded.length() - 1 - padLength;
        return content < 0
                ? new Opened.Wrong(new WireFailure.BadPadding(padLength, padded.length()))
                : new Opened.Content(padded.slice(0, content));
    }

    private sealed interface Opened {
        record Forged() implements Opened {}

        record Wrong(WireFailure why) implements Opened {}

        record Content(Bytes content) implements Opened {}
    }
}
