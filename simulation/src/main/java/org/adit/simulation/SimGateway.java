package org.adit.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.auth.Identity;
import org.adit.protocol.ike.Answer;
import org.adit.protocol.ike.Assignment;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.Input;
import org.adit.protocol.ike.Question;
import org.adit.protocol.ike.QuestionId;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.TrafficSelector;

/// The program above a gateway's endpoint in a world: leases one address a session, takes a while to decide, and has
/// few addresses so that they run out.
public final class SimGateway implements SimNode.Program {
    static final IpPrefix COMPANY = IpPrefix.of("10.1.0.0/16");

    private final SimTime time;
    private final Random random;
    private final Refusals refusals;
    private final TreeSet<IpAddress> free = new TreeSet<>();
    private final Map<SaId, IpAddress> leases = new LinkedHashMap<>();
    private final Map<SaId, Identity> peers = new LinkedHashMap<>();
    private final Attempts attempts;
    private Mood mood = Mood.PROMPT;
    private int life;

    /// How it answers whom to admit.
    public enum Mood {
        PROMPT,
        /// Takes up to a second.
        SLOW,
        /// Takes up to twice as long as the engine waits.
        LATE,
        DENYING
    }

    /// What it gives as reasons.
    public record Refusals(Failure outOfAddresses, Failure denied) {}

    public SimGateway(SimTime time, long seed, int addresses, Refusals refusals) {
        this.time = time;
        this.random = new Random(seed);
        this.refusals = refusals;
        this.attempts = new Attempts(time);
        for (int i = 0; i < addresses; i++) {
            free.add(IpAddress.of("10.99.0.2").plus(i).orElseThrow());
        }
    }

    public Attempts attempts() {
        return attempts;
    }

    public Set<SaId> leased() {
        return Set.copyOf(leases.keySet());
    }

    public void mood(Mood next) {
        mood = next;
    }

    /// The newest session of this peer.
    public Optional<SaId> sessionOf(Identity peer) {
        return peers.entrySet().stream()
                .filter(e -> e.getValue().sameAs(peer) && attempts.isEstablished(e.getKey()))
                .map(Map.Entry::getKey)
                .reduce((_, last) -> last);
    }

    public void order(SimNode node, Identity peer, Command command) {
        sessionOf(peer).ifPresent(sa -> node.feed(new Input.Order(sa, command)));
    }

    @Override
    public void onQuestion(SimNode node, SaId sa, QuestionId question, Question content) {
        int askedIn = life;
        Duration thinking = switch (mood) {
            case PROMPT, DENYING -> Duration.ofMillis(random.nextInt(50));
            case SLOW -> Duration.ofMillis(random.nextInt(1_000));
            case LATE -> Duration.ofMillis(random.nextInt(10_000));
        };
        boolean denies = mood == Mood.DENYING;
        switch (content) {
            case Question.Admit admit ->
                time.planIn(thinking, () -> {
                    if (askedIn == life && attempts.isOpening(sa)) {
                        Answer answer = denies ? new Answer.Denied(refusals.denied()) : decide(sa, admit);
                        node.feed(new Input.Answered(sa, question, answer));
                    }
                });
        }
    }

    private Answer decide(SaId sa, Question.Admit admit) {
        if (admit.addresses().isEmpty()) {
            return new Answer.Admitted(Assignment.NONE, admit.local(), admit.remote());
        }
        IpAddress lease = free.pollFirst();
        if (lease == null) {
            return new Answer.NoAddress(refusals.outOfAddresses());
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
        if (event instanceof IkeEvent.Established up) {
            peers.put(sa, up.peer().identity());
        } else if (event instanceof IkeEvent.Closed) {
            peers.remove(sa);
            Optional.ofNullable(leases.remove(sa)).ifPresent(free::add);
        }
    }

    @Override
    public void onUnknownEsp(SimNode node, Path path, SimPacket.Esp packet) {
        attempts.tally().count("ESP packets on unknown SPIs", 1);
    }

    /// As after `kill -9`.
    public void restart() {
        life++;
        free.addAll(leases.values());
        leases.clear();
        peers.clear();
        attempts.forget();
    }
}
