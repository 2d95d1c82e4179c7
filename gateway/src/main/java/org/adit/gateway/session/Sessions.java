package org.adit.gateway.session;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.adit.protocol.ike.SaId;

/// The sessions that live, by their IKE SA, in the order they began.
final class Sessions {
    private final TreeMap<SaId, Session> all = new TreeMap<>();
    private long last;

    Sessions(long lastNumber) {
        this.last = lastNumber;
    }

    long nextNumber() {
        return ++last;
    }

    void add(Session session) {
        all.put(session.sa, session);
    }

    Optional<Session> of(SaId sa) {
        return Optional.ofNullable(all.get(sa));
    }

    Optional<Session> remove(SaId sa) {
        return Optional.ofNullable(all.remove(sa));
    }

    List<Session> all() {
        return List.copyOf(all.values());
    }

    List<Session> where(Predicate<Session> which) {
        return all.values().stream().filter(which).toList();
    }

    /// How many other devices of `user` are connected; what is being ended does not count.
    int otherDevices(String user, String device) {
        return (int) all.values().stream()
                .filter(session -> session.ending.isEmpty())
                .filter(session -> session.holder.user().equals(user))
                .map(session -> session.holder.device())
                .filter(other -> !other.equals(device))
                .distinct()
                .count();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
