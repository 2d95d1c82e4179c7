/// Traffic as people make it: a ping, a page, a name, a bulk transfer, with the ordinary tools, from inside a
/// namespace.
/// Not a benchmark: it carries what the tools said. The demo, the benchmarks and the system tests use it.
/// Start at [org.adit.lab.traffic.Traffic].
@Adapter
package org.adit.lab.traffic;

import org.adit.base.Adapter;
