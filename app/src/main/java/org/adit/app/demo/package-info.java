/// `adit demo`: the whole product at work in a world of network namespaces, step by step, each with what was seen of
/// it:
/// packets as captures hold them, what gateway and client say, what the system shows. Nothing is claimed unseen.
/// Not a test: it stops at the first step that cannot be shown. The command `adit demo` uses it.
/// Start at [org.adit.app.demo.DemoRun], then [org.adit.app.demo.DemoStep].
@Adapter
package org.adit.app.demo;

import org.adit.base.Adapter;
