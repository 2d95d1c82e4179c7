package org.adit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.adit.base.net.IpAddress;
import org.adit.base.time.Tick;
import org.adit.protocol.ike.Action;
import org.adit.protocol.ike.Input;

/// The last things that the nodes of a world were told and did, for whoever looks into a failing seed.
final class Timeline {
    private static final int MOST = 400;

    private final Deque<Entry> entries = new ArrayDeque<>();

    private record Entry(Tick at, IpAddress where, Record what) {}

    void note(Tick at, IpAddress where, Input input) {
        switch (input) {
            case Input.Order _, Input.Connect _, Input.FromDataPlane _ -> add(at, where, (Record) input);
            case Input.Received _, Input.TimeReached _, Input.Answered _ -> {}
        }
    }

    void note(Tick at, IpAddress where, Action action) {
        switch (action) {
            case Action.Install _, Action.StartSending _, Action.Move _, Action.Remove _, Action.Report _ ->
                add(at, where, (Record) action);
            case Action.Send _, Action.SendKeepalive _, Action.Ask _ -> {}
        }
    }

    private void add(Tick at, IpAddress where, Record what) {
        if (entries.size() == MOST) {
            entries.removeFirst();
        }
        entries.add(new Entry(at, where, what));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            String what = entry.what() instanceof Action.Install(var sa, var spec)
                    ? "Install " + sa + " in " + spec.inboundSpi() + " out " + spec.outboundSpi()
                            + (spec.startsSending() ? " and send" : "")
                    : entry.what().toString();
            text.append(String.format(
                    Locale.ROOT, "    %9.3f %-14s %s%n", entry.at().nanos() / 1e9, entry.where(), what));
        }
        return text.toString();
    }
}
