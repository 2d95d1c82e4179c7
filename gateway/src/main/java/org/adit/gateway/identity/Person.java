package org.adit.gateway.identity;

import java.util.List;

/// Who a user is to us now. `groups` are the directory's own names, in its order.
public record Person(UserName name, List<String> groups, boolean enabled) {
    public Person {
        groups = List.copyOf(groups);
    }
}
