package org.adit.systemtest.canary.shapes;

final class OpenField {
    public int count;
}
