package org.adit.base.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with one file, so that everything can be told at once.
public final class Problems {
    /// The text is not TOML.
    public static final String SYNTAX = "SET-001";
    /// No such setting or section.
    public static final String UNKNOWN = "SET-002";
    /// A number where text is due, and the like.
    public static final String WRONG_TYPE = "SET-003";
    public static final String MISSING = "SET-004";
    /// Of the right type, but not an address, a name, a duration…
    public static final String BAD_VALUE = "SET-005";
    /// Two of the same name, or one value twice in a list.
    public static final String DUPLICATE = "SET-006";
    /// A secret's value where only a reference may stand.
    public static final String SECRET_IN_FILE = "SET-007";
    /// A name that no section defines.
    public static final String NO_SUCH_NAME = "SET-008";
    /// Networks that may not overlap.
    public static final String OVERLAP = "SET-009";
    /// Each is good alone, but not together.
    public static final String CONFLICT = "SET-010";

    /// Known, but this version cannot do it yet.
    public static final String NOT_AVAILABLE = "SET-011";

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    public void add(Place place, String code, String what, String remedy) {
        found.add(new Problem(file, place.line(), place.column(), code, what, remedy));
    }

    int count() {
        return found.size();
    }

    boolean any(String code) {
        return found.stream().anyMatch(p -> p.code().equals(code));
    }

    /// In the order of the file.
    public List<Problem> sorted() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }
}
