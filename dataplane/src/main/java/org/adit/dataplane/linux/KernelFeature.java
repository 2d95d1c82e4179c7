package org.adit.dataplane.linux;

import org.adit.base.diagnosis.Result;
import org.adit.base.feature.FeatureState;
import org.adit.base.feature.Switch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A feature of the kernel while it is used. What does not work once is off for good, with the reason. Turned off by
/// its owner; asked by any thread.
public final class KernelFeature {
    private static final Logger LOG = LoggerFactory.getLogger(KernelFeature.class);
    private static final String BY_SETTING = "by setting";

    private final String name;
    private final Switch wanted;
    /// Empty while it is used.
    private volatile String whyNot;

    private KernelFeature(String name, Switch wanted, String whyNot) {
        this.name = name;
        this.wanted = wanted;
        this.whyNot = whyNot;
    }

    /// Once it was tried: `whyNot` is empty if it works. `name` is that of the setting. A failure if it is demanded and
    /// does not work.
    public static Result<KernelFeature, OsFailure> tried(String name, Switch wanted, String whyNot) {
        return switch (wanted) {
            case OFF -> Result.ok(new KernelFeature(name, wanted, BY_SETTING));
            case AUTO -> Result.ok(new KernelFeature(name, wanted, whyNot));
            case ON ->
                whyNot.isEmpty()
                        ? Result.ok(new KernelFeature(name, wanted, ""))
                        : Result.failed(new OsFailure.FeatureRefused(name, whyNot));
        };
    }

    public boolean used() {
        return whyNot.isEmpty();
    }

    /// From now on. The first reason stays.
    public void turnOff(String why) {
        if (used()) {
            whyNot = why;
            LOG.warn("{} is off from now on: {}", name, why);
        }
    }

    public FeatureState state() {
        String why = whyNot;
        return new FeatureState(name, wanted, why.isEmpty(), why);
    }
}
