package org.adit.systemtest.canary.shapes;

@SuppressWarnings("ArrayRecordComponent")
record ArrayRecord(byte[] octets) {}
