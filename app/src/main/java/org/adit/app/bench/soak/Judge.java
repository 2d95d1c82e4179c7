package org.adit.app.bench.soak;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What arrived, and what was wrong with it. Keeps the words of the first few faults.
final class Judge {
    private static final int WORDS = 20;

    private final List<Client> clients;
    private final List<String> words = new ArrayList<>();
    private long late;
    private long twice;
    private long wrong;

    Judge(List<Client> clients) {
        this.clients = clients;
    }

    /// The payload at `at` reached the network behind the gateway in flow `flow`.
    void up(ByteBuffer octets, int at, int length, int flow) {
        arrived(octets, at, length, flow, -1, Client::up, "up");
    }

    /// It reached client `to`.
    void down(ByteBuffer octets, int at, int length, int flow, int to) {
        arrived(octets, at, length, flow, to, Client::down, "down");
    }

    private void arrived(
            ByteBuffer octets, int at, int length, int flow, int to, Function<Client, Flows> side, String way) {
        if (length < Stamp.SHORTEST) {
            wrong(way + ": " + length + " octets that nobody sent");
            return;
        }
        Stamp stamp = Stamp.read(octets, at);
        boolean known = stamp.client() >= 0
                && stamp.client() < clients.size()
                && stamp.flow() == flow
                && (to < 0 || stamp.client() == to);
        if (!known || !stamp.intact(octets, at, length)) {
            wrong(way + ": " + stamp + " of " + length + " octets came in flow " + flow + " to " + to);
            return;
        }
        Flows flows = side.apply(clients.get(stamp.client()));
        if (!flows.sent(flow, stamp.sequence())) {
            wrong(way + ": " + stamp + " was never sent");
            return;
        }
        switch (flows.arrive(flow, stamp.sequence())) {
            case IN_ORDER -> {}
            case LATE -> {
                late++;
                say(way + ": late: " + stamp);
            }
            case TWICE -> {
                twice++;
                say(way + ": twice: " + stamp);
            }
        }
    }

    void wrong(String what) {
        wrong++;
        say(what);
    }

    private void say(String what) {
        if (words.size() < WORDS) {
            words.add(what);
        }
    }

    long late() {
        return late;
    }

    long twice() {
        return twice;
    }

    long wrong() {
        return wrong;
    }

    List<String> words() {
        return List.copyOf(words);
    }
}
