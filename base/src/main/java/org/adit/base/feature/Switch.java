package org.adit.base.feature;

import java.util.Locale;

/// What is wanted of a feature of the machine.
public enum Switch {
    /// used where it works
    AUTO,
    /// demanded: where it does not work, nothing starts
    ON,
    /// not used, and not even tried
    OFF;

    /// As settings write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
