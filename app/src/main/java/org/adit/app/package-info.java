/// The `adit` command: one class per command, and the edge at which every failure becomes words and an exit code.
/// Not a place for decisions: a command reads its options, asks the gateway, the client or the lab, and prints.
/// Nobody imports it. Exit codes: 0 done, 1 the thing asked about failed, 2 usage or settings.
/// Start at [org.adit.app.Main]; a new command is a class like [org.adit.app.SetupCommand] and its line in
/// [org.adit.app.AditCommand].
@Adapter
package org.adit.app;

import org.adit.base.Adapter;
