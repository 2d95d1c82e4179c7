package org.adit.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts what became of each vector of a file. Every one is either as expected, or an exception listed by its id, or
/// not applicable for a reason that is printed.
final class Tally {
    private final String file;
    private final String provider;
    private final Map<String, Integer> notApplicable = new TreeMap<>();
    private final TreeSet<Integer> unexpected = new TreeSet<>();
    private int asExpected;

    Tally(String file, String provider) {
        this.file = file;
        this.provider = provider;
    }

    void check(Vectors.Case vector, boolean expected) {
        if (expected) {
            asExpected++;
        } else {
            unexpected.add(vector.id());
        }
    }

    void notApplicable(String reason) {
        notApplicable.merge(reason, 1, Integer::sum);
    }

    /// For what Wycheproof calls acceptable: both are right.
    void either() {
        asExpected++;
    }

    /// Fails on every deviation that is not listed, and on every listed one that did not happen.
    void close() {
        Map<Integer, String> listed = VectorExceptions.of(file);
        System.out.printf(
                "vectors %-44s %-10s as expected %4d, exceptions %s, not applicable %s%n",
                file, provider, asExpected, new TreeMap<>(listed), notApplicable);
        assertThat(unexpected).as("%s with %s, by tcId", file, provider).isEqualTo(new TreeSet<>(listed.keySet()));
        assertThat(asExpected).as("vectors that were run").isPositive();
    }
}
