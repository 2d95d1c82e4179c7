package org.adit.protocol.ike;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;

/// The due times of one IKE SA.
final class Timers {
    private final Map<Timer, Tick> due = new EnumMap<>(Timer.class);

    void set(Timer timer, Tick at) {
        due.put(timer, at);
    }

    void set(Timer timer, Now now, Duration after) {
        set(timer, now.tick().plus(after));
    }

    void clear(Timer timer) {
        due.remove(timer);
    }

    void clearAll() {
        due.clear();
    }

    /// Takes out what is due, in the order of the enum.
    List<Timer> expire(Now now) {
        List<Timer> expired = new ArrayList<>();
        due.forEach((timer, at) -> {
            if (!now.tick().isBefore(at)) {
                expired.add(timer);
            }
        });
        expired.forEach(due::remove);
        return expired;
    }

    Optional<Wake> next() {
        return due.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(entry -> new Wake(entry.getValue(), entry.getKey()));
    }
}
