/// Failures that explain themselves: a stable code, whom to blame, and three texts with a remedy.
/// Not logging and not exceptions: a failure is a value that is returned. Anyone may use it, each area with a sealed
/// family of its own. Start at [org.adit.base.diagnosis.Failure].
@Pure
package org.adit.base.diagnosis;

import org.adit.base.Pure;
