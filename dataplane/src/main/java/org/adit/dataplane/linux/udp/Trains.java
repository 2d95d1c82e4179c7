package org.adit.dataplane.linux.udp;

import org.adit.base.feature.Switch;

/// Whether several datagrams may pass between the kernel and us as one: to it (UDP_SEGMENT) and from it (UDP_GRO). What
/// is wanted of each way, and what [TrainTrial] found against it: empty if nothing.
public record Trains(Switch send, Switch receive, String sendFault, String receiveFault) {
    /// Names of the features, and of their settings.
    public static final String SEND = "udp-send";

    public static final String RECEIVE = "udp-receive";

    /// Whatever the kernel says that it knows.
    public static final Trains AUTO = wanted(Switch.AUTO, Switch.AUTO);
    /// One by one.
    public static final Trains OFF = wanted(Switch.OFF, Switch.OFF);

    /// Not tried.
    public static Trains wanted(Switch send, Switch receive) {
        return new Trains(send, receive, "", "");
    }

    /// With what a trial over the loopback interface finds: a few milliseconds. What is off is not tried, and receiving
    /// only where sending is not off.
    public Trains tried() {
        return send == Switch.OFF ? this : TrainTrial.overLoopback(this);
    }

    Trains found(String againstSending, String againstReceiving) {
        return new Trains(send, receive, againstSending, againstReceiving);
    }
}
