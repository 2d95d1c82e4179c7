/// Secrets: octets that are wiped after use and never printed.
/// Not key derivation (that is `protocol.crypto`). Anyone may use it. Start at [org.adit.base.secret.Secret].
@Pure
package org.adit.base.secret;

import org.adit.base.Pure;
