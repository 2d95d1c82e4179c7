package org.adit.systemtest.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.adit.base.Adapter;
import org.adit.base.Pure;

/// Small words from which the rules are made.
final class Conditions {
    private Conditions() {}

    /// A condition from a function that lists a class's faults.
    static ArchCondition<JavaClass> haveNo(String what, Function<JavaClass, List<String>> faults) {
        return new ArchCondition<>("have no " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String fault : faults.apply(type)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + ": " + fault + " in " + type.getSourceCodeLocation()));
                }
            }
        };
    }

    static boolean isPure(JavaClass type) {
        return type.getPackage().isAnnotatedWith(Pure.class);
    }

    static boolean isAdapter(JavaClass type) {
        return type.getPackage().isAnnotatedWith(Adapter.class);
    }

    /// A class whose author wrote `class`: no interface, enum, record, lambda or anonymous class.
    static boolean isWrittenAsClass(JavaClass type) {
        return !type.isInterface()
                && !type.isEnum()
                && !type.isRecord()
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !type.getSimpleName().equals("package-info")
                && !type.getSimpleName().equals("module-info");
    }

    /// Below one of these packages of `root`, as `gateway.daemon`.
    static boolean isIn(JavaClass type, String root, String... packages) {
        String name = type.getPackageName() + ".";
        return Arrays.stream(packages).anyMatch(below -> name.startsWith(root + "." + below + "."));
    }
}
