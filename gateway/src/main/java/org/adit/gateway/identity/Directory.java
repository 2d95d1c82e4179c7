package org.adit.gateway.identity;

import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;

/// The port to where people are kept. May wait; is never called by pure code.
public interface Directory {
    /// Empty if nobody has that name.
    Result<Optional<Person>, Failure> find(UserName name);
}
