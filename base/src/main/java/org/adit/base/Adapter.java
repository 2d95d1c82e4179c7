package org.adit.base;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A package of effects: a thin shell that obeys what pure code decided, or a port's implementation.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
public @interface Adapter {}
