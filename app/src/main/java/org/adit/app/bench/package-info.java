/// `adit bench`: what is measured, how often and in which order, and what comes out: rows, ratios, the machine.
/// Not the worlds and peers, which are the lab's, and not the command line. The app's commands use it.
/// Start at [org.adit.app.bench.Benchmark]; a new one is a class and its line in [org.adit.app.bench.Benchmarks].
@Adapter
package org.adit.app.bench;

import org.adit.base.Adapter;
