package org.adit.client.daemon;

import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.base.diagnosis.FailureCode.Area;

/// A bug ended the client. CL-030. `thrown` is what the log has in full.
record Stopped(String thrown) implements Failure {
    @Override
    public FailureCode code() {
        return new FailureCode(Area.CL, 30);
    }

    @Override
    public Blame blame() {
        return Blame.OUR_BUG;
    }

    @Override
    public Explanation explain() {
        return new Explanation(
                "The client stopped: something happened that it was not written to expect.",
                thrown,
                "Connect again, and please report this with the end of the log.");
    }
}
