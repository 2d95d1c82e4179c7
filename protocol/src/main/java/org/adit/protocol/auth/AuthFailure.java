package org.adit.protocol.auth;

import org.adit.base.diagnosis.Failure;

/// Why a proof of identity could not be made or was not accepted. Codes AUTH-050 to AUTH-099; wraps those of `pki`.
public non-sealed interface AuthFailure extends AuthFailureSeam {}

sealed interface AuthFailureSeam extends Failure permits AuthFailure {}
