package org.adit.gateway.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.adit.protocol.ike.SaId;

/// The sessions that live, by their IKE SA, in the order they began; and by user, so that letting one in does not cost
/// a look at all.
final class Sessions {
    private final TreeMap<SaId, Session> all = new TreeMap<>();
    private final TreeMap<String, List<Session>> byUser = new TreeMap<>();
    private long last;

    Sessions(long lastNumber) {
        this.last = lastNumber;
    }

    long nextNumber() {
        return ++last;
    }

    void add(Session session) {
        all.put(session.sa, session);
        byUser.computeIfAbsent(session.holder.user(), _ -> new ArrayList<>(1)).add(session);
    }

    Optional<Session> of(SaId sa) {
        return Optional.ofNullable(all.get(sa));
    }

    Optional<Session> remove(SaId sa) {
        Optional<Session> removed = Optional.ofNullable(all.remove(sa));
        removed.ifPresent(session -> byUser.computeIfPresent(session.holder.user(), (_, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        }));
        return removed;
    }

    List<Session> all() {
        return List.copyOf(all.values());
    }

    List<Session> where(Predicate<Session> which) {
        return all.values().stream().filter(which).toList();
    }

    /// How many other devices of `user` are connected; what is being ended does not count.
    int otherDevices(String user, String device) {
        return (int) byUser.getOrDefault(user, List.of()).stream()
                .filter(session -> session.ending.isEmpty())
                .map(session -> session.holder.device())
                .filter(other -> !other.equals(device))
                .distinct()
                .count();
    }

    /// What one device of `user` has, oldest first.
    List<Session> ofDevice(String user, String device) {
        return byUser.getOrDefault(user, List.of()).stream()
                .filter(session -> session.holder.device().equals(device))
                .toList();
    }

    /// Those of sites, without a look at those of people: it is asked for at every step.
    List<Session> sites() {
        return byUser.tailMap(Session.SITE).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(Session.SITE))
                .flatMap(entry -> entry.getValue().stream())
                .filter(Session::isSite)
                .toList();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
