package org.adit.app.bench;

import java.util.List;

/// What a person asks of a benchmark.
///
/// @param runs how often each subject is measured
/// @param seconds how long one measurement takes, roughly
/// @param warmUpSeconds what comes before the first one, and is not counted
/// @param congestionControl of TCP senders, by its Linux name; empty where there are none
/// @param only the subjects that are wanted; all that are here if empty
public record BenchRequest(int runs, int seconds, int warmUpSeconds, String congestionControl, List<String> only) {
    public BenchRequest {
        only = List.copyOf(only);
        if (runs < 1 || seconds < 1 || warmUpSeconds < 0) {
            throw new IllegalArgumentException("nothing to measure in " + runs + " runs of " + seconds + " s");
        }
    }

    public boolean wants(String subject) {
        return only.isEmpty() || only.contains(subject);
    }
}
