package org.adit.protocol.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.NotifyType;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.Proposal;

/// From a message to a typed request: once, so that nobody searches payloads afterwards.
public final class RequestReader {
    private RequestReader() {}

    public static Result<Request, ExchangeFailure> read(IkeMessage message) {
        ExchangeType exchange = message.header().exchange();
        if (exchange.equals(ExchangeType.IKE_SA_INIT)) {
            return init(message);
        }
        if (exchange.equals(ExchangeType.IKE_AUTH)) {
            return authenticate(message);
        }
        if (exchange.equals(ExchangeType.CREATE_CHILD_SA)) {
            return createChild(message);
        }
        if (exchange.equals(ExchangeType.INFORMATIONAL)) {
            return Result.ok(new Request.Inform(message.all(Payload.Delete.class), message.all(Payload.Notify.class)));
        }
        return Result.failed(new ExchangeFailure.UnexpectedRequest(exchange));
    }

    private static Result<Request, ExchangeFailure> init(IkeMessage message) {
        PayloadReader read = new PayloadReader(message);
        Optional<Payload.SecurityAssociation> sa = read.one(Payload.SecurityAssociation.class);
        Optional<Payload.KeyExchangeData> ke = read.one(Payload.KeyExchangeData.class);
        Optional<Bytes> nonce = read.nonce();
        return finish(
                read,
                () -> new Request.Init(
                        sa.orElseThrow().proposals(),
                        ke.orElseThrow(),
                        nonce.orElseThrow(),
                        message.notify(NotifyType.COOKIE).map(Payload.Notify::data),
                        PeerFeatures.of(message)));
    }

    private static Result<Request, ExchangeFailure> authenticate(IkeMessage message) {
        PayloadReader read = new PayloadReader(message);
        Optional<Payload.Identification> initiator = read.identification(true);
        Optional<Payload.Identification> responder = read.optionalIdentification(false);
        Optional<Payload.Authentication> authentication = read.optional(Payload.Authentication.class);
        Optional<Payload.Configuration> configuration = read.optional(Payload.Configuration.class);
        Optional<ChildWish> child =
                message.all(Payload.SecurityAssociation.class).isEmpty() ? Optional.empty() : read.childWish();
        return finish(
                read,
                () -> new Request.Authenticate(
                        initiator.orElseThrow(),
                        responder,
                        message.all(Payload.Certificate.class),
                        message.all(Payload.CertificateRequest.class),
                        authentication,
                        configuration,
                        child,
                        message.notify(NotifyType.INITIAL_CONTACT).isPresent()));
    }

    /// A CREATE_CHILD_SA request is told apart by what it offers: an IKE proposal rekeys the IKE SA, REKEY_SA a Child
    /// SA, anything else adds one. CP in it is tolerated, as some stock clients send it.
    private static Result<Request, ExchangeFailure> createChild(IkeMessage message) {
        PayloadReader read = new PayloadReader(message);
        Optional<Bytes> nonce = read.nonce();
        boolean forIke = message.first(Payload.SecurityAssociation.class)
                .filter(sa -> sa.proposals().stream().anyMatch(p -> p.protocol() == Proposal.IKE))
                .isPresent();
        if (forIke) {
            Optional<Payload.SecurityAssociation> sa = read.one(Payload.SecurityAssociation.class);
            Optional<Payload.KeyExchangeData> ke = read.one(Payload.KeyExchangeData.class);
            return finish(
                    read,
                    () -> new Request.RekeyIke(sa.orElseThrow().proposals(), ke.orElseThrow(), nonce.orElseThrow()));
        }
        Optional<ChildWish> wish = read.childWish();
        Optional<Spi> old = message.notify(NotifyType.REKEY_SA)
                .map(Payload.Notify::spi)
                .filter(spi -> spi.length() == 4)
                .map(Spis::ofOctets);
        return finish(
                read,
                () -> old.<Request>map(spi -> new Request.RekeyChild(spi, wish.orElseThrow(), nonce.orElseThrow()))
                        .orElseGet(() -> new Request.CreateChild(wish.orElseThrow(), nonce.orElseThrow())));
    }

    private static Result<Request, ExchangeFailure> finish(PayloadReader read, Supplier<Request> request) {
        return read.problem()
                .<Result<Request, ExchangeFailure>>map(Result::failed)
                .orElseGet(() -> Result.ok(request.get()));
    }
}
