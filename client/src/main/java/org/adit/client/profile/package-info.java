/// What a client needs to connect, as one text file: gateway, trust anchors, our credential, what goes through the
/// tunnel. Not the reading of files and no connecting. For `client.connection` and `client.daemon`; the gateway renders
/// profiles by itself, from docs/profile-format.md. RFC 7468, 5958 (PEM, PKCS#8).
/// Start at [org.adit.client.profile.ProfileFile].
@Pure
package org.adit.client.profile;

import org.adit.base.Pure;
