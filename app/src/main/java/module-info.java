import org.jspecify.annotations.NullMarked;

/// The adit command.
@NullMarked
module org.adit.app {
    requires static transitive org.jspecify;
    requires org.adit.gateway;
    requires org.adit.client;
    requires org.adit.dataplane;
    requires org.adit.lab;
    requires info.picocli;

    opens org.adit.app to
            info.picocli;
}
