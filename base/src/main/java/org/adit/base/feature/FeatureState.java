package org.adit.base.feature;

/// One feature of the machine as it stands, for logs, status and metrics. `name` is that of its setting; `why` says why
/// it is not used, or only in part, and is empty otherwise.
public record FeatureState(String name, Switch setting, boolean used, String why) {
    /// The same feature at two places: used if both use it.
    public FeatureState and(FeatureState other) {
        String reasons =
                why.isEmpty() || why.equals(other.why) ? other.why : other.why.isEmpty() ? why : why + "; " + other.why;
        return new FeatureState(name, setting, used && other.used, reasons);
    }

    @Override
    public String toString() {
        return name + (used ? " on" : " off") + (why.isEmpty() ? "" : " (" + why + ")");
    }
}
