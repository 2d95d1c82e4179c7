package org.adit.lab.process;

/// A command that had to succeed did not.
public final class CommandFailed extends LabFault {
    private static final long serialVersionUID = 1;

    private final transient Finished finished;

    CommandFailed(Finished finished) {
        super(finished.toString());
        this.finished = finished;
    }

    public Finished finished() {
        return finished;
    }
}
