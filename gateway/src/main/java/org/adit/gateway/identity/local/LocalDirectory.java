package org.adit.gateway.identity.local;

import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.identity.Directory;
import org.adit.gateway.identity.Person;
import org.adit.gateway.identity.UserName;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;

/// The users of the store as a directory.
public final class LocalDirectory implements Directory {
    private final Store store;

    public LocalDirectory(Store store) {
        this.store = store;
    }

    @Override
    public Result<Optional<Person>, Failure> find(UserName name) {
        return switch (store.user(name)) {
            case Result.Ok<Optional<Kept.User>, StoreFailure>(Optional<Kept.User> user) ->
                Result.ok(user.map(kept -> new Person(kept.name(), kept.groups(), kept.enabled())));
            case Result.Failed<Optional<Kept.User>, StoreFailure>(StoreFailure failure) -> Result.failed(failure);
        };
    }
}
