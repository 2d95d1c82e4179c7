package org.adit.protocol.pki;

import org.adit.base.diagnosis.Failure;

/// Why a certificate or a chain is not accepted. Codes AUTH-001 to AUTH-049.
public non-sealed interface PkiFailure extends PkiFailureSeam {}

sealed interface PkiFailureSeam extends Failure permits PkiFailure {}
