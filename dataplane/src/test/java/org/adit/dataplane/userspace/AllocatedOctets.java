package org.adit.dataplane.userspace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// What the JVM says a thread has allocated. By name, since the product's module does not read `jdk.management`.
public final class AllocatedOctets {
    private static final MethodHandle COUNT = find();

    private AllocatedOctets() {}

    public static long ofThisThread() {
        try {
            return (long) COUNT.invoke();
        } catch (Throwable e) {
            throw new AssertionError("the JVM does not count allocations", e);
        }
    }

    private static MethodHandle find() {
        try {
            Object bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
            return MethodHandles.publicLookup()
                    .findVirtual(type, "getCurrentThreadAllocatedBytes", MethodType.methodType(long.class))
                    .bindTo(bean);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JVM has no jdk.management: run with --add-modules jdk.management", e);
        }
    }
}
