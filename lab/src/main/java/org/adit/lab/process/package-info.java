/// Commands of the system, run bounded in time and output, and processes that stay.
/// Not a shell: no pipes, no quoting, arguments are a list. The lab's packages use it.
/// Start at [org.adit.lab.process.Command].
@Adapter
package org.adit.lab.process;

import org.adit.base.Adapter;
