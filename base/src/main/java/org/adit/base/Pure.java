package org.adit.base;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A package of decisions: no sockets, files, threads, clocks or loggers. Its inputs, the time and the randomness
/// are handed to it. The build checks this.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
public @interface Pure {}
