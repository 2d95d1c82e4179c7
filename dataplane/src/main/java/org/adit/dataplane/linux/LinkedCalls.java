package org.adit.dataplane.linux;

import org.adit.dataplane.ffm.SystemCalls;

/// The system calls, linked ahead of their first use. The JVM does not store the method handles that this makes, so it
/// is among the longest steps of each start.
public final class LinkedCalls {
    private LinkedCalls() {}

    /// On a thread of its own; whoever needs a call meanwhile waits for it.
    public static void ahead() {
        Thread.ofPlatform().name("system calls").daemon().start(SystemCalls::new);
    }
}
