package org.adit.dataplane.cipher;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The figures that spare a measurement: our own, and for a start that has none yet, those of the build. Both methods
/// tell `notes` what was wrong.
record Memory(Remembered own, Optional<BuildFigures> ofBuild) {
    Optional<Map<Protection, Map<CipherEngine, Nanos>>> recall(List<String> engines, Consumer<String> notes) {
        try {
            Optional<Map<Protection, Map<CipherEngine, Nanos>>> mine = own.read(engines);
            return mine.isPresent() ? mine : ofBuild.flatMap(build -> build.read(engines, notes));
        } catch (IOException e) {
            notes.accept("what was measured before cannot be read: " + e);
            return Optional.empty();
        }
    }

    void keep(List<String> engines, Map<Protection, Map<CipherEngine, Nanos>> measured, Consumer<String> notes) {
        try {
            own.write(engines, measured);
        } catch (IOException e) {
            notes.accept("what was measured cannot be kept: " + e);
        }
    }
}
