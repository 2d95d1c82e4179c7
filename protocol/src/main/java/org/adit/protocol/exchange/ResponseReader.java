package org.adit.protocol.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;

/// From a message to a typed response of the exchange that is open.
public final class ResponseReader {
    private ResponseReader() {}

    public static Result<Response, ExchangeFailure> init(IkeMessage message) {
        Optional<Bytes> cookie = message.notify(NotifyType.COOKIE)
                .map(Payload.Notify::data)
                .filter(c -> !c.isEmpty() && c.length() <= 64); // RFC 7296 §2.6
        if (cookie.isPresent() && message.all(Payload.SecurityAssociation.class).isEmpty()) {
            return Result.ok(new Response.CookieWanted(cookie.get()));
        }
        PayloadReader read = new PayloadReader(message);
        Optional<Response> refusal = refusal(message, read);
        if (refusal.isPresent()) {
            return Result.ok(refusal.get());
        }
        Optional<Payload.SecurityAssociation> sa = read.one(Payload.SecurityAssociation.class);
        Optional<Payload.KeyExchangeData> ke = read.one(Payload.KeyExchangeData.class);
        Optional<Bytes> nonce = read.nonce();
        return finish(
                read,
                () -> new Response.Init(
                        sa.orElseThrow().proposals(),
                        ke.orElseThrow(),
                        nonce.orElseThrow(),
                        PeerFeatures.of(message),
                        message.all(Payload.CertificateRequest.class)));
    }

    public static Result<Response, ExchangeFailure> authenticate(IkeMessage message) {
        PayloadReader read = new PayloadReader(message);
        Optional<NotifyType> error = read.error();
        Optional<Payload.Authentication> authentication = read.optional(Payload.Authentication.class);
        if (authentication.isEmpty() && error.isPresent()) {
            return Result.ok(new Response.Refused(error.get()));
        }
        Optional<Payload.Identification> responder = read.identification(false);
        read.one(Payload.Authentication.class);
        Optional<Payload.Configuration> configuration = read.optional(Payload.Configuration.class);
        Optional<ChildWish> child =
                message.all(Payload.SecurityAssociation.class).isEmpty() ? Optional.empty() : read.childWish();
        return finish(
                read,
                () -> new Response.Authenticated(
                        responder.orElseThrow(),
                        message.all(Payload.Certificate.class),
                        authentication.orElseThrow(),
                        configuration,
                        child,
                        error));
    }

    public static Result<Response, ExchangeFailure> child(IkeMessage message) {
        PayloadReader read = new PayloadReader(message);
        Optional<Response> refusal = refusal(message, read);
        if (refusal.isPresent()) {
            return Result.ok(refusal.get());
        }
        Optional<Bytes> nonce = read.nonce();
        Optional<ChildWish> grant = read.childWish();
        return finish(read, () -> new Response.Child(grant.orElseThrow(), nonce.orElseThrow()));
    }

    public static Result<Response, ExchangeFailure> ike(IkeMessage message) {
        PayloadReader read = new PayloadReader(message);
        Optional<Response> refusal = refusal(message, read);
        if (refusal.isPresent()) {
            return Result.ok(refusal.get());
        }
        Optional<Payload.SecurityAssociation> sa = read.one(Payload.SecurityAssociation.class);
        Optional<Payload.KeyExchangeData> ke = read.one(Payload.KeyExchangeData.class);
        Optional<Bytes> nonce = read.nonce();
        return finish(
                read, () -> new Response.Ike(sa.orElseThrow().proposals(), ke.orElseThrow(), nonce.orElseThrow()));
    }

    public static Response.Informed informed(IkeMessage message) {
        return new Response.Informed(message.all(Payload.Delete.class).stream()
                .filter(d -> d.protocol() == Payload.Delete.ESP)
                .map(Payload.Delete::spis)
                .flatMap(List::stream)
                .toList());
    }

    private static Optional<Response> refusal(IkeMessage message, PayloadReader read) {
        Optional<Payload.Notify> group = message.notify(NotifyType.INVALID_KE_PAYLOAD)
                .filter(n -> n.data().length() == 2);
        if (group.isPresent()) {
            Bytes data = group.get().data();
            return Optional.of(new Response.GroupWanted(data.at(0) << 8 | data.at(1)));
        }
        return read.error().map(Response.Refused::new);
    }

    private static Result<Response, ExchangeFailure> finish(PayloadReader read, Supplier<Response> response) {
        return read.problem()
                .<Result<Response, ExchangeFailure>>map(Result::failed)
                .orElseGet(() -> Result.ok(response.get()));
    }
}
