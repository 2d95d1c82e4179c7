package org.adit.gateway.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;
import org.adit.gateway.access.AccessRules;
import org.adit.protocol.ike.SaId;

/// Sites that we connect to ourselves: which of them are called now, and when those that are not connected are called
/// next. A pause doubles with each failure in a row.
final class SiteStarts {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private static final class Start {
        private Optional<Tick> due = Optional.empty();
        private Duration pause = FIRST_PAUSE;
        private boolean called;
        private Optional<SaId> sa = Optional.empty();
    }

    private final TreeMap<String, Start> starts = new TreeMap<>();

    /// Sites that are new are called as soon as anything happens. Those that are gone are forgotten; calls to them are
    /// returned.
    List<SaId> replaceRules(AccessRules rules) {
        List<String> wanted = rules.sites().stream()
                .filter(AccessRules.Site::start)
                .map(AccessRules.Site::name)
                .toList();
        List<SaId> calls = starts.entrySet().stream()
                .filter(entry -> !wanted.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().sa.stream())
                .toList();
        starts.keySet().retainAll(wanted);
        wanted.forEach(site -> starts.putIfAbsent(site, new Start()));
        return calls;
    }

    /// Those to call now: due, not under way, and not in `connected`.
    List<String> takeDue(List<String> connected, Now now) {
        List<String> due = new ArrayList<>();
        starts.forEach((site, start) -> {
            boolean waits = start.due.filter(at -> now.tick().isBefore(at)).isPresent();
            if (!start.called && !waits && !connected.contains(site)) {
                start.called = true;
                due.add(site);
            }
        });
        return due;
    }

    /// The call goes by this name. False if nobody wants it any more.
    boolean calling(String site, SaId sa) {
        Start start = starts.get(site);
        if (start != null) {
            start.sa = Optional.of(sa);
        }
        return start != null;
    }

    /// The site that this IKE SA calls.
    Optional<String> siteOf(SaId sa) {
        return starts.entrySet().stream()
                .filter(entry -> entry.getValue().sa.filter(sa::equals).isPresent())
                .map(entry -> entry.getKey())
                .findFirst();
    }

    void succeeded(String site) {
        Optional.ofNullable(starts.get(site)).ifPresent(start -> start.pause = FIRST_PAUSE);
    }

    /// The call, or what came of it, is over; so is a session that the site began. `sa` is empty if there was none
    /// yet. An older one that made way for the call that is under way means nothing.
    void over(String site, Optional<SaId> sa, Now now) {
        Start start = starts.get(site);
        if (start != null && (!start.called || start.sa.equals(sa))) {
            start.called = false;
            start.sa = Optional.empty();
            start.due = Optional.of(now.tick().plus(start.pause));
            Duration doubled = start.pause.multipliedBy(2);
            start.pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    /// When the next of those that wait is due.
    Optional<Tick> wake(List<String> connected) {
        return starts.entrySet().stream()
                .filter(entry -> !entry.getValue().called && !connected.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().due.stream())
                .min((one, other) -> one.isBefore(other) ? -1 : other.isBefore(one) ? 1 : 0);
    }
}
