package org.adit.protocol.ike;

import java.util.Optional;
import org.adit.base.time.Tick;
import org.adit.protocol.ipsec.Spi;

/// A pair of ESP SAs and where it stands.
final class ChildSa {
    enum State {
        LIVE,
        /// A newer pair has its traffic; its deletion is due.
        REPLACED,
        /// We asked the peer to delete it.
        DELETING,
        /// Deleted on both sides, but still receives what was under way.
        LINGERING
    }

    /// What happens to it when its time comes.
    enum Due {
        REKEY,
        EXPIRE,
        REMOVE
    }

    record Appointment(Tick at, Due what) {}

    private final IkeEvent.Child child;
    private final Tick expiresAt;
    private Optional<Appointment> appointment;
    private State state = State.LIVE;
    private Optional<ChildSa> successor = Optional.empty();
    private Optional<ChildSa> redundant = Optional.empty();

    ChildSa(IkeEvent.Child child, Tick rekeyAt, Tick expiresAt) {
        this.child = child;
        this.expiresAt = expiresAt;
        this.appointment = Optional.of(new Appointment(rekeyAt, Due.REKEY));
    }

    IkeEvent.Child child() {
        return child;
    }

    Spi inbound() {
        return child.inbound();
    }

    Spi outbound() {
        return child.outbound();
    }

    State state() {
        return state;
    }

    /// The pair that replaced it, if any.
    Optional<ChildSa> successor() {
        return successor;
    }

    /// The pair to send on once this one is gone: the first successor whose own deletion has not begun.
    Optional<ChildSa> heir() {
        Optional<ChildSa> heir = successor;
        while (heir.filter(ChildSa::leaving).flatMap(ChildSa::successor).isPresent()) {
            heir = heir.flatMap(ChildSa::successor);
        }
        return heir;
    }

    private boolean leaving() {
        return state == State.DELETING || state == State.LINGERING;
    }

    void replacedBy(ChildSa next) {
        successor = Optional.of(next);
        if (state == State.LIVE) {
            state = State.REPLACED;
        }
    }

    void deleting() {
        state = State.DELETING;
    }

    void linger(Tick until) {
        state = State.LINGERING;
        appointment = Optional.of(new Appointment(until, Due.REMOVE));
    }

    /// The pair that lost a collision and goes once this one is gone.
    Optional<ChildSa> takeRedundant() {
        Optional<ChildSa> taken = redundant;
        redundant = Optional.empty();
        return taken;
    }

    void redundant(ChildSa loser) {
        redundant = Optional.of(loser);
    }

    Optional<Appointment> appointment() {
        return appointment;
    }

    /// After its rekeying was asked for, only the end of its life is left; after that, nothing.
    void keepAppointment() {
        appointment = appointment.filter(a -> a.what() == Due.REKEY).map(_ -> new Appointment(expiresAt, Due.EXPIRE));
    }
}
