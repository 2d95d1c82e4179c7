import org.jspecify.annotations.NullMarked;

/// Words everyone shares: octets, addresses, time, secrets, failures, settings. Pure.
@NullMarked
module org.adit.base {
    requires static transitive org.jspecify;
    requires org.tomlj;

    exports org.adit.base;
    exports org.adit.base.diagnosis;
    exports org.adit.base.feature;
    exports org.adit.base.net;
    exports org.adit.base.secret;
    exports org.adit.base.settings;
    exports org.adit.base.time;
}
