/// The Unix socket by which `adit status` and `adit disconnect` reach a running client: one JSON object a line, each
/// way. Not the client itself, which stands behind a port. For the client's daemon. No RFC: what is said is in
/// StatusReport.
/// Start at [org.adit.client.control.ControlServer].
@Adapter
package org.adit.client.control;

import org.adit.base.Adapter;
