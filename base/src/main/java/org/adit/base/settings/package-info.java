/// Settings: text to a tree that knows its lines and columns, and from there to typed records, with all problems at
/// once. Not the meaning of any section: each reader lives beside its record. Anyone may use it.
@Pure
package org.adit.base.settings;

import org.adit.base.Pure;
