import org.jspecify.annotations.NullMarked;

/// Worlds in Linux network namespaces, with real peers.
@NullMarked
module org.adit.lab {
    requires static transitive org.jspecify;
    requires transitive org.adit.base;
    requires jdk.httpserver;
    requires org.slf4j;
    requires transitive tools.jackson.databind;

    exports org.adit.lab.adit;
    exports org.adit.lab.bench;
    exports org.adit.lab.capture;
    exports org.adit.lab.process;
    exports org.adit.lab.strongswan;
    exports org.adit.lab.traffic;
    exports org.adit.lab.world;
}
