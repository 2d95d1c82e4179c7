package org.adit.systemtest.lab;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.adit.lab.strongswan.StrongSwan;
import org.adit.lab.world.World;

/// What tests need of the machine they run on. What is not there is an assumption that fails: the test is skipped, and
/// the report says why.
public final class ThisMachine {
    private ThisMachine() {}

    public static void canBuildWorlds() {
        assumeThat(World.obstacle()).as("no network namespaces on this machine").isEmpty();
        BuiltCaches.made();
    }

    public static void hasAheadOfTimeCaches() {
        assumeThat(BuiltCaches.made())
                .as("no ahead-of-time cache could be made; target/rehearsal.log says why")
                .isTrue();
    }

    public static void hasStrongSwan() {
        assumeThat(StrongSwan.missing())
                .as("strongSwan is not whole; run ./adit setup")
                .isEmpty();
    }
}
