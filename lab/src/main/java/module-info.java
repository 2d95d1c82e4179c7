import org.jspecify.annotations.NullMarked;

/// Worlds in Linux network namespaces, with real peers.
@NullMarked
module org.adit.lab {
    requires static transitive org.jspecify;
    requires transitive org.adit.base;
    requires org.slf4j;
}
