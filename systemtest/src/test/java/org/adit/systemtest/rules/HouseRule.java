package org.adit.systemtest.rules;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/// One rule of the house, over any tree of packages: the product's, or that of its canary.
///
/// @param name what is demanded, as a sentence
/// @param over the rule for the packages below a root
/// @param canary the package below `org.adit.systemtest.canary` that breaks it
/// @param offenders simple names that the rule must complain about there
record HouseRule(String name, Function<String, ArchRule> over, String canary, List<String> offenders) {
    static final String PRODUCT = "org.adit";
    static final String CANARIES = "org.adit.systemtest.canary";

    HouseRule {
        offenders = List.copyOf(offenders);
    }

    ArchRule ofProduct() {
        return over.apply(PRODUCT).allowEmptyShould(true);
    }

    ArchRule ofCanary() {
        return over.apply(CANARIES + "." + canary).allowEmptyShould(true);
    }

    @Override
    public String toString() {
        return name;
    }
}
