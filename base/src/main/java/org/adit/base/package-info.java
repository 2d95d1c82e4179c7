/// The few things that every package may need: octets, randomness, and the marks that tell decisions from effects.
/// Not a place for helpers: a type belongs here only if nobody below could own it.
/// Anyone may use it. Start at [org.adit.base.Bytes].
@Pure
package org.adit.base;
