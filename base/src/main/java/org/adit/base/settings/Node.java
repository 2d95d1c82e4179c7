package org.adit.base.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value in settings with its place. Tables keep the order of the file; each key has its own place.
sealed interface Node {
    Place place();

    record Text(String value, Place place) implements Node {}

    record Whole(long value, Place place) implements Node {}

    record Flag(boolean value, Place place) implements Node {}

    record Items(List<Node> values, Place place) implements Node {
        public Items {
            values = List.copyOf(values);
        }
    }

    record Table(Map<String, Node> entries, Place place) implements Node {
        Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    /// What no setting takes: a fraction, a date, a time.
    record Other(String kind, Place place) implements Node {}

    /// In words.
    static String kind(Node node) {
        return switch (node) {
            case Text _ -> "text";
            case Whole _ -> "a number";
            case Flag _ -> "true or false";
            case Items _ -> "a list";
            case Table _ -> "a table";
            case Other(String kind, Place _) -> kind;
        };
    }
}
