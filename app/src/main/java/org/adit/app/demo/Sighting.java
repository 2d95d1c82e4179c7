package org.adit.app.demo;

/// One observation: which machine of the world it was made on, and what was seen.
record Sighting(String where, String saw) {}
