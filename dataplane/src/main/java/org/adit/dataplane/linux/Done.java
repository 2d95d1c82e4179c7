package org.adit.dataplane.linux;

/// The value of a change that has no other.
public enum Done {
    DONE
}
