package org.adit.protocol.ike;

/// What a test may see and hurry in a whole gateway or client. Programs run with [#NONE]: no setting and no command
/// line leads here.
public record Trial(KeyWitness witness, IkeTimes times) {
    public static final Trial NONE = new Trial(KeyWitness.NONE, IkeTimes.DEFAULT);
}
