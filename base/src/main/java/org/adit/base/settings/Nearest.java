package org.adit.base.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The known word that a mistyped one most likely means.
public final class Nearest {
    private Nearest() {}

    /// A sentence to act on: the nearest word if one is near, else all of them.
    public static String remedy(String word, Collection<String> known) {
        return to(word, known)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElseGet(() -> known.isEmpty() ? "Remove it." : "Known here: " + String.join(", ", known) + ".");
    }

    static Optional<String> to(String word, Collection<String> known) {
        int most = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other.
    static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, i, j, one, other);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int step(int[][] cost, int i, int j, String one, String other) {
        int change = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
