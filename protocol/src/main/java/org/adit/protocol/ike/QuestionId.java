package org.adit.protocol.ike;

/// Joins an answer to its question, within one IKE SA.
public record QuestionId(int number) {}
