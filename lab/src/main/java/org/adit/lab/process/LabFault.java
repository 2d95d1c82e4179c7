package org.adit.lab.process;

/// The lab could not do what was asked of it: the message says what, with the words of the command that failed.
public sealed class LabFault extends RuntimeException permits CommandFailed {
    private static final long serialVersionUID = 1;

    public LabFault(String message) {
        super(message);
    }

    public LabFault(String message, Throwable cause) {
        super(message, cause);
    }
}
