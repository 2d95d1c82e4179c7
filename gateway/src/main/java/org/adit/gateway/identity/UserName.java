package org.adit.gateway.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// A user's name in its one canonical form: what differs only in case or in Unicode composition is one account
/// (CVE-2020-12812 was a second form of a name that skipped a check).
public record UserName(String text) implements Comparable<UserName> {
    public UserName {
        if (!isCanonical(text)) {
            throw new IllegalArgumentException("not a canonical user name");
        }
    }

    /// Letters, digits, dot, dash, underscore and at most one `@` inside; at most 64 characters, in any case.
    public static Optional<UserName> parse(String text) {
        String canonical =
                Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return isCanonical(canonical) ? Optional.of(new UserName(canonical)) : Optional.empty();
    }

    @Override
    public int compareTo(UserName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isCanonical(String text) {
        return text.length() <= 64 && text.matches("[a-z0-9][a-z0-9._-]*(@[a-z0-9][a-z0-9.-]*)?");
    }
}
