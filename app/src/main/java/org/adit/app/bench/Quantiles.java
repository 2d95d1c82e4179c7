package org.adit.app.bench;

import java.util.Collection;
import java.util.List;

/// Order statistics of a few numbers.
public final class Quantiles {
    private Quantiles() {}

    /// The middle one, or the mean of the two in the middle.
    public static double median(Collection<Double> values) {
        List<Double> sorted = sorted(values);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /// The smallest value that at least `percent` of all do not exceed: always one of them.
    public static double percentile(Collection<Double> values, int percent) {
        List<Double> sorted = sorted(values);
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(rank, 1) - 1);
    }

    private static List<Double> sorted(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        return values.stream().sorted().toList();
    }
}
