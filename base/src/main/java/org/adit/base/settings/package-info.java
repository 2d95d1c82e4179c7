/// Settings: text to a tree that knows its lines and columns, and from there to typed records, with all problems at
/// once. A setting is declared once and read and documented from that. Not the meaning of any section: each reader
/// lives beside its record. Reads no file. Anyone may use it. Start at [org.adit.base.settings.SettingsFile].
@Pure
package org.adit.base.settings;

import org.adit.base.Pure;
