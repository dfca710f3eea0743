package dev.relock.remote;

import dev.relock.proof.Refusal;
import dev.relock.statement.Confirmation;

/** What came of asking another gateway about a proof. */
public sealed interface RemoteAnswer {
    /** It has verified the proof and spent the token; its word is signed. */
    record Confirmed(Confirmation confirmation) implements RemoteAnswer {}

    record Refused(Refusal refusal) implements RemoteAnswer {}
}
