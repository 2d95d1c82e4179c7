package org.adit.protocol.ike;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.protocol.exchange.IkeKeys;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.wire.Decoded;
import org.adit.protocol.wire.ExchangeType;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;
import org.adit.protocol.wire.IkeSpi;
import org.adit.protocol.wire.Payload;
import org.adit.protocol.wire.PlainCodec;
import org.adit.protocol.wire.WireFailure;

/// Message IDs, protection and retransmission of one IKE SA, with a window of one in each direction
/// (RFC 7296 §2.1 to 2.3). A request that comes again gets the stored response, bit for bit.
final class Channel {
    private static final Duration ANSWER_KEPT = Duration.ofMinutes(4);

    private final Lineage lineage;
    private final Timers timers;
    private final boolean weInitiated;
    private final IkeSpi initiatorSpi;
    private IkeSpi responderSpi;
    private Optional<IkeKeys> keys = Optional.empty();

    private int nextOut;
    private Optional<Outstanding> outstanding = Optional.empty();
    private int nextIn;
    private Optional<Answered> answered = Optional.empty();

    /// Our request that waits for its response.
    private record Outstanding(int id, ExchangeType exchange, List<Bytes> datagrams, int tries) {
        Outstanding again() {
            return new Outstanding(id, exchange, datagrams, tries + 1);
        }
    }

    private record Answered(int id, ExchangeType exchange, List<Bytes> datagrams, Tick at) {}

    /// What a datagram turned out to be.
    sealed interface Arrival {
        record Request(IkeMessage message, Path path) implements Arrival {}

        record Response(IkeMessage message) implements Arrival {}

        /// Authentic, but not well-formed. The window has moved on.
        record Broken(IkeHeader header, WireFailure why, Path path) implements Arrival {}

        record Nothing() implements Arrival {}
    }

    private static final Arrival NOTHING = new Arrival.Nothing();

    Channel(Lineage lineage, Timers timers, boolean weInitiated, IkeSpi initiatorSpi, IkeSpi responderSpi) {
        this.lineage = lineage;
        this.timers = timers;
        this.weInitiated = weInitiated;
        this.initiatorSpi = initiatorSpi;
        this.responderSpi = responderSpi;
    }

    IkeSpi ownSpi() {
        return weInitiated ? initiatorSpi : responderSpi;
    }

    IkeSpi initiatorSpi() {
        return initiatorSpi;
    }

    IkeSpi responderSpi() {
        return responderSpi;
    }

    boolean weInitiated() {
        return weInitiated;
    }

    IkeKeys keys() {
        return keys.orElseThrow();
    }

    /// From now on every message is protected. The IDs go on after IKE_SA_INIT, and start at 0 for a rekeyed IKE SA.
    void protect(IkeKeys with, IkeSpi responder, boolean afterInit) {
        keys = Optional.of(with);
        responderSpi = responder;
        if (afterInit) {
            if (weInitiated) {
                nextOut = 1;
            } else {
                nextIn = 1;
            }
        }
    }

    boolean busy() {
        return outstanding.isPresent();
    }

    /// Sends IKE_SA_INIT in the clear; returns its octets. Replaces one that is still waiting.
    Bytes requestInit(Turn turn, List<Payload> payloads) {
        IkeHeader header = new IkeHeader(initiatorSpi, IkeSpi.ZERO, ExchangeType.IKE_SA_INIT, true, false, 0);
        Bytes datagram = PlainCodec.encode(new IkeMessage(header, payloads));
        launch(turn, new Outstanding(0, ExchangeType.IKE_SA_INIT, List.of(datagram), 1));
        return datagram;
    }

    void initAnswered() {
        outstanding = Optional.empty();
        timers.clear(Timer.RETRANSMIT);
    }

    void request(Turn turn, ExchangeType exchange, List<Payload> payloads) {
        if (busy()) {
            throw new IllegalStateException("a request is outstanding");
        }
        int id = nextOut++;
        launch(turn, new Outstanding(id, exchange, seal(exchange, false, id, payloads), 1));
    }

    /// Answers on the path that the request came by (RFC 7296 §2.11).
    void respond(Turn turn, IkeHeader request, Path path, List<Payload> payloads) {
        List<Bytes> datagrams = seal(request.exchange(), true, request.messageId(), payloads);
        answered = Optional.of(new Answered(
                request.messageId(), request.exchange(), datagrams, turn.now().tick()));
        sendAll(turn, path, datagrams);
    }

    private List<Bytes> seal(ExchangeType exchange, boolean response, int id, List<Payload> payloads) {
        IkeHeader header = new IkeHeader(initiatorSpi, responderSpi, exchange, weInitiated, response, id);
        IkeMessage message = new IkeMessage(header, payloads);
        return lineage.features().fragmentation()
                ? keys().writer()
                        .writeFragmented(message, lineage.tools().settings().maxDatagram())
                : List.of(keys().writer().write(message));
    }

    private void launch(Turn turn, Outstanding request) {
        outstanding = Optional.of(request);
        sendAll(turn, lineage.path(), request.datagrams());
        armRetransmission(turn.now(), request.tries());
    }

    private static void sendAll(Turn turn, Path path, List<Bytes> datagrams) {
        datagrams.forEach(datagram -> turn.act(new Action.Send(path, datagram)));
    }

    private void armRetransmission(Now now, int tries) {
        IkeTimes times = lineage.tools().times();
        Duration wait = times.retransmitFirst();
        for (int i = 1; i < tries && wait.compareTo(times.retransmitMost()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        timers.set(Timer.RETRANSMIT, now, wait.compareTo(times.retransmitMost()) < 0 ? wait : times.retransmitMost());
    }

    /// Sends the outstanding request once more. False when there were enough tries: the peer is gone.
    boolean retransmit(Turn turn) {
        if (outstanding.isEmpty()) {
            return true;
        }
        Outstanding request = outstanding.get();
        if (request.tries() >= lineage.tools().times().retransmitTries()) {
            return false;
        }
        launch(turn, request.again());
        return true;
    }

    int tries() {
        return outstanding.map(Outstanding::tries).orElse(0);
    }

    /// Reads a protected datagram whose SPIs are ours. Nothing in it is believed before its ICV is good; message IDs
    /// outside the window are not even decrypted.
    Arrival receive(Turn turn, Path path, IkeHeader header, Bytes datagram) {
        if (keys.isEmpty() || header.fromInitiator() == weInitiated || !sameSpis(header)) {
            return NOTHING; // also our own messages, reflected (L-36)
        }
        boolean expected = header.response()
                ? outstanding
                        .filter(o ->
                                o.id() == header.messageId() && o.exchange().equals(header.exchange()))
                        .isPresent()
                : header.messageId() == nextIn || header.messageId() == nextIn - 1;
        if (!expected) {
            return NOTHING;
        }
        return switch (keys().reader().read(datagram)) {
            case Decoded.Complete(var message) -> onAuthentic(turn, path, header, message.content());
            case Decoded.Malformed(var _, var why) -> onBroken(header, why.content(), path);
            case Decoded.Waiting _, Decoded.Ignored _ -> NOTHING;
        };
    }

    private boolean sameSpis(IkeHeader header) {
        return header.initiatorSpi().equals(initiatorSpi)
                && header.responderSpi().equals(responderSpi);
    }

    private Arrival onAuthentic(Turn turn, Path path, IkeHeader header, IkeMessage message) {
        if (header.response()) {
            initAnswered();
            forgetOpening();
            return new Arrival.Response(message);
        }
        if (header.messageId() != nextIn) {
            answered.filter(a -> a.id() == header.messageId()).ifPresent(a -> sendAll(turn, path, a.datagrams()));
            return NOTHING;
        }
        nextIn++;
        answered = Optional.empty();
        return new Arrival.Request(message, path);
    }

    private Arrival onBroken(IkeHeader header, WireFailure why, Path path) {
        if (header.response()) {
            initAnswered();
        } else if (header.messageId() != nextIn) {
            return NOTHING;
        } else {
            nextIn++;
            answered = Optional.empty();
        }
        return new Arrival.Broken(header, why, path);
    }

    /// RFC 7296 §2.1: a response may be forgotten after several minutes.
    void forgetOldAnswer(Now now) {
        answered = answered.filter(a -> now.tick().since(a.at()).compareTo(ANSWER_KEPT) < 0);
    }

    /// Who answers a request of ours has an established IKE SA, and so the last response of IKE_AUTH: it will not ask
    /// for it again. It is long, with our certificates, and idle peers send nothing that would take its place.
    private void forgetOpening() {
        answered = answered.filter(a -> !a.exchange().equals(ExchangeType.IKE_AUTH));
    }

    /// Forgets our outstanding request, as when the peer closes what it was about.
    void abandonRequest() {
        initAnswered();
    }

    void close() {
        keys.ifPresent(IkeKeys::close);
        timers.clearAll();
        outstanding = Optional.empty();
    }
}
