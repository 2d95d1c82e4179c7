package org.adit.app.bench.soak;

import java.util.List;
import java.util.stream.Stream;

/// The flows of one client in one direction: the sequence number that each sends next, and which have arrived.
final class Flows {
    private final long[] last;
    private final List<Numbers> seen;
    private long arrived;

    Flows(int count) {
        last = new long[count];
        seen = Stream.generate(Numbers::new).limit(count).toList();
    }

    int count() {
        return last.length;
    }

    /// The next sequence number: from 1.
    long send(int flow) {
        return ++last[flow];
    }

    Numbers.Arrival arrive(int flow, long sequence) {
        arrived++;
        return seen.get(flow).arrive(sequence);
    }

    boolean sent(int flow, long sequence) {
        return sequence > 0 && sequence <= last[flow];
    }

    long sent() {
        long sum = 0;
        for (long one : last) {
            sum += one;
        }
        return sum;
    }

    long arrived() {
        return arrived;
    }
}
