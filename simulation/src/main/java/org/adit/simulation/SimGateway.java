package org.adit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.ike.Answer;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.Question;
import org.adit.protocol.ike.QuestionId;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.TrafficSelector;

/// The program above a gateway's endpoint in a world: leases one address a session, takes a while to decide, and has
/// few addresses so that they run out.
public final class SimGateway implements SimNode.Program {
    private static final IpPrefix COMPANY = IpPrefix.of("10.1.0.0/16");

    private final SimTime time;
    private final Random random;
    private final Failure outOfAddresses;
    private final TreeSet<IpAddress> free = new TreeSet<>();
    private final Map<SaId, IpAddress> leases = new HashMap<>();
    private final Attempts attempts = new Attempts();

    public SimGateway(SimTime time, long seed, int addresses, Failure outOfAddresses) {
        this.time = time;
        this.random = new Random(seed);
        this.outOfAddresses = outOfAddresses;
        for (int i = 0; i < addresses; i++) {
            free.add(IpAddress.of("10.99.0.2").plus(i).orElseThrow());
        }
    }

    public Attempts attempts() {
        return attempts;
    }

    public int leased() {
        return leases.size();
    }

    @Override
    public void onQuestion(SimNode node, SaId sa, QuestionId question, Question content) {
        switch (content) {
            case Question.Admit admit -> time.planIn(
                    Duration.ofMillis(random.nextInt(300)), () -> node.feed(new Input.Answered(sa, question, decide(sa, admit))));
        }
    }

    private Answer decide(SaId sa, Question.Admit admit) {
        if (admit.addresses().isEmpty()) {
            return new Answer.Admitted(Assignment.NONE, admit.local(), admit.remote());
        }
        IpAddress lease = leases.get(sa);
        if (lease == null) {
            lease = free.pollFirst();
        }
        if (lease == null) {
            return new Answer.NoAddress(outOfAddresses);
        }
        leases.put(sa, lease);
        return new Answer.Admitted(
                new Assignment(List.of(lease), List.of(), List.of(), List.of(COMPANY)),
                List.of(TrafficSelector.of(COMPANY)),
                List.of(TrafficSelector.of(lease)));
    }

    @Override
    public void onEvent(SimNode node, SaId sa, IkeEvent event) {
        attempts.on(sa, event);
        if (event instanceof IkeEvent.Closed) {
            Optional.ofNullable(leases.remove(sa)).ifPresent(free::add);
        }
    }

    /// As after `kill -9`.
    public void restart() {
        free.addAll(new ArrayList<>(leases.values()));
        leases.clear();
        attempts.forget();
    }
}
