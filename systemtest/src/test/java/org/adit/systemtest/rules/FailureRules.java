package org.adit.systemtest.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.adit.base.diagnosis.Failure;

/// Rule 5: every failure has a code of its own, three texts, and a test that provokes it.
///
/// Failures are records; one with sample evidence stands for all. A failure that wraps another (has a component that is
/// a failure) may speak with that one's code.
final class FailureRules {
    private FailureRules() {}

    /// Everything that is wrong with the failures among `classes`, given the text of all tests.
    static List<String> faults(JavaClasses classes, String tests) {
        List<String> faults = new ArrayList<>();
        Map<String, String> owners = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.isAssignableTo(Failure.class) && type.isRecord()) {
                check(type, tests, owners, faults);
            }
        }
        return faults;
    }

    private static void check(JavaClass type, String tests, Map<String, String> owners, List<String> faults) {
        Failure failure;
        String code;
        try {
            failure = (Failure) Samples.of(type.reflect());
            code = failure.code().toString();
            failure.explain(); // an Explanation cannot be made without three texts
        } catch (ReflectiveOperationException | RuntimeException e) {
            faults.add(type.getName() + " cannot be made and explained from sample evidence: " + e);
            return;
        }
        if (!wrapsAnother(type)) {
            String other = owners.put(code, type.getName());
            if (other != null) {
                faults.add(type.getName() + " has the code " + code + " of " + other);
            }
        }
        if (!mentions(tests, type.getSimpleName()) && !mentions(tests, code)) {
            faults.add(type.getName() + " (" + code + ") is provoked by no test");
        }
    }

    private static boolean wrapsAnother(JavaClass type) {
        return Arrays.stream(type.reflect().getRecordComponents())
                .anyMatch(component -> Failure.class.isAssignableFrom(component.getType()));
    }

    private static boolean mentions(String text, String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b")
                .matcher(text)
                .find();
    }
}
