package org.adit.base.settings;

/// Where something stands in a file; both count from 1. [#NOWHERE] if it is not in the file.
public record Place(int line, int column) {
    public static final Place NOWHERE = new Place(0, 0);
}
