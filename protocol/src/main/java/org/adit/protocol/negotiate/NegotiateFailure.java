package org.adit.protocol.negotiate;

import org.adit.base.diagnosis.Failure;

/// Why no agreement was reached, with the difference between offered and accepted. Codes IKE-001 to IKE-029.
public non-sealed interface NegotiateFailure extends NegotiateFailureSeam {}

sealed interface NegotiateFailureSeam extends Failure permits NegotiateFailure {}
