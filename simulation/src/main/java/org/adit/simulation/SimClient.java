package org.adit.simulation;

import java.util.Optional;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.ConnectRequest;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.Question;
import org.adit.protocol.ike.QuestionId;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;

/// The program above a client's endpoint in a world: connects when told, one IKE SA at a time.
public final class SimClient implements SimNode.Program {
    private final Attempts attempts;
    private Optional<SaId> current = Optional.empty();

    public SimClient(SimTime time) {
        this.attempts = new Attempts(time);
    }

    public Attempts attempts() {
        return attempts;
    }

    public Optional<SaId> current() {
        return current;
    }

    public boolean connected() {
        return established().isPresent();
    }

    public Optional<SaId> established() {
        return current.filter(attempts::isEstablished);
    }

    public void connect(SimNode node, ConnectRequest request) {
        if (current.isEmpty()) {
            SaId sa = node.endpoint().newId();
            current = Optional.of(sa);
            node.feed(new Input.Connect(sa, request));
        }
    }

    public void order(SimNode node, Command command) {
        current.ifPresent(sa -> node.feed(new Input.Order(sa, command)));
    }

    @Override
    public void onQuestion(SimNode node, SaId sa, QuestionId question, Question content) {
        throw new IllegalStateException("nobody asks a client whom to admit");
    }

    @Override
    public void onEvent(SimNode node, SaId sa, IkeEvent event) {
        attempts.on(sa, event);
        if (event instanceof IkeEvent.Closed && current.filter(sa::equals).isPresent()) {
            current = Optional.empty();
        }
    }

    @Override
    public void onUnknownEsp(SimNode node, Path path, SimPacket.Esp packet) {
        attempts.tally().count("ESP packets on unknown SPIs", 1);
    }

    /// As after `kill -9`.
    public void restart() {
        attempts.forget();
        current = Optional.empty();
    }
}
