package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.time.Now;

/// One step in progress: the time, and what was decided so far.
final class Turn {
    private final Now now;
    private final SaId sa;
    private final List<Action> actions = new ArrayList<>();
    private final List<IkeSa> born = new ArrayList<>();

    Turn(Now now, SaId sa) {
        this.now = now;
        this.sa = sa;
    }

    SaId sa() {
        return sa;
    }

    Now now() {
        return now;
    }

    void act(Action action) {
        actions.add(action);
    }

    void report(IkeEvent event) {
        act(new Action.Report(sa, event));
    }

    void note(String what) {
        report(new IkeEvent.Noted(what));
    }

    void bear(IkeSa successor) {
        born.add(successor);
    }

    List<Action> actions() {
        return actions;
    }

    List<IkeSa> born() {
        return born;
    }
}
