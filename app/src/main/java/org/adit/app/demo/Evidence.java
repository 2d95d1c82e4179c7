package org.adit.app.demo;

import java.util.ArrayList;
import java.util.List;
import org.adit.lab.process.LabFault;
import org.adit.lab.world.Namespace;

/// What a step has seen so far. A step that sees something else than it wants to show ends there.
final class Evidence {
    private final List<Sighting> sightings = new ArrayList<>();

    void saw(Namespace where, String what) {
        saw(where.label(), what);
    }

    void saw(String where, String what) {
        sightings.add(new Sighting(where, what));
    }

    /// A [LabFault] that says what was seen instead, if `holds` is false.
    static void require(boolean holds, String seen) {
        if (!holds) {
            throw new LabFault(seen);
        }
    }

    List<Sighting> sightings() {
        return List.copyOf(sightings);
    }
}
