/// Features that a machine may or may not have: what is wanted of each, and what became of it.
/// Not who uses them. Anyone may use it. Start at [org.adit.base.feature.FeatureState].
@Pure
package org.adit.base.feature;

import org.adit.base.Pure;
