package org.adit.app.bench;

/// A quantity that is measured: `up` in `Gb/s`.
public record Measure(String name, String unit) {
    public Reading of(double value) {
        return new Reading(this, value);
    }
}
