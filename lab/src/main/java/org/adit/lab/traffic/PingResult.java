package org.adit.lab.traffic;

/// Echo requests sent and answers that came.
public record PingResult(int sent, int answered) {
    public boolean allAnswered() {
        return sent > 0 && answered == sent;
    }
}
