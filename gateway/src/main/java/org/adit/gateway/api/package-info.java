/// Administration over HTTP and JSON on a Unix socket that only the owner of the data folder can open; and the client
/// of it. Not the decisions (that is `session`) and not the commands' words (that is the app).
/// For `daemon` (server) and the app (client). Start at [org.adit.gateway.api.Routes].
@Adapter
package org.adit.gateway.api;

import org.adit.base.Adapter;
