package org.adit.protocol.auth;

import org.adit.base.Bytes;
import org.adit.base.secret.Secret;
import org.adit.protocol.crypto.Prf;

/// What one side's AUTH covers beside its identity (RFC 7296 §2.15): its own first message as sent (after cookie and KE
/// retries the last one), the other side's nonce, and its SK_p.
public record SignedExchange(Prf prf, Secret skP, Bytes firstMessage, Bytes otherNonce) {}
