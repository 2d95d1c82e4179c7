package org.adit.protocol.ike;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// One end of a [Pair]: an endpoint, and what its data plane and its program would hold.
final class Side {
    final IkeEndpoint endpoint;
    final Map<Spi, ChildSaSpec> installed = new LinkedHashMap<>();
    final List<IkeEvent> events = new ArrayList<>();
    final List<Action.Send> sent = new ArrayList<>();
    Function<Question.Admit, Optional<Answer>> gate = Side::admitAll;
    Optional<Spi> sendingOn = Optional.empty();
    Optional<Tick> wake = Optional.empty();
    SaId id = new SaId(1);
    QuestionId lastQuestion = new QuestionId(0);

    Side(IkeEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    static Optional<Answer> admitAll(Question.Admit question) {
        List<IpAddress> addresses = question.addresses().stream()
                .map(f -> f == IpFamily.V4 ? IpAddress.of("10.99.0.2") : IpAddress.of("fd99:1::2"))
                .toList();
        List<TrafficSelector> remote = addresses.isEmpty()
                ? question.remote()
                : addresses.stream().map(TrafficSelector::of).toList();
        return Optional.of(new Answer.Admitted(
                new Assignment(addresses, List.of(IpAddress.of("10.1.0.53")), List.of("corp.example.org"), List.of()),
                question.local(),
                remote));
    }

    static Now at(Duration since) {
        return new Now(
                new Tick(since.toNanos()), Instant.parse("2026-11-01T00:00:00Z").plus(since));
    }

    /// Feeds `input` and obeys everything but sending, which is left in [#sent].
    void step(Input input, Duration time) {
        EndpointOutcome outcome = endpoint.step(input, at(time));
        wake = outcome.wake();
        for (Action action : outcome.actions()) {
            obey(action, time);
        }
    }

    private void obey(Action action, Duration time) {
        switch (action) {
            case Action.Send send -> sent.add(send);
            case Action.SendKeepalive _ -> {}
            case Action.Install(var _, var spec) -> {
                installed.put(spec.inboundSpi(), spec);
                if (spec.startsSending()) {
                    sendingOn = Optional.of(spec.outboundSpi());
                }
            }
            case Action.StartSending(var inbound) -> sendingOn =
                    Optional.of(installed.get(inbound).outboundSpi());
            case Action.Move(var inbound, Path path) -> moves.put(inbound, path);
            case Action.Remove(var inbound) -> {
                ChildSaSpec gone = installed.remove(inbound);
                if (gone != null && sendingOn.filter(gone.outboundSpi()::equals).isPresent()) {
                    sendingOn = Optional.empty();
                }
            }
            case Action.Ask(var sa, var question, Question.Admit admit) -> {
                id = sa;
                lastQuestion = question;
                gate.apply(admit).ifPresent(answer -> step(new Input.Answered(sa, question, answer), time));
            }
            case Action.Report(var sa, var event) -> {
                id = sa;
                events.add(event);
            }
        }
    }

    final Map<Spi, Path> moves = new LinkedHashMap<>();

    <E extends IkeEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Optional<IkeEvent.Closing> closing() {
        return events(IkeEvent.Closed.class).stream().map(IkeEvent.Closed::how).reduce((_, last) -> last);
    }

    String failureCode() {
        return closing()
                .flatMap(IkeEvent.Closing::failure)
                .map(f -> f.code().toString())
                .orElse("none");
    }

    boolean established() {
        return !events(IkeEvent.Established.class).isEmpty() && closing().isEmpty();
    }
}
