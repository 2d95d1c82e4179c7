package org.adit.base.diagnosis;

/// Three texts: what happened, why, and what to do. None is empty; each is one or two plain sentences.
public record Explanation(String what, String why, String remedy) {
    public Explanation {
        if (what.isBlank() || why.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("an explanation has three texts");
        }
    }
}
