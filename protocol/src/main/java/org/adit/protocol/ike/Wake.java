package org.adit.protocol.ike;

import org.adit.base.time.Tick;

/// When an IKE SA wants to be stepped at the latest, and why.
public record Wake(Tick at, Timer why) {}
