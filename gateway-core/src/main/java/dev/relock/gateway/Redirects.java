package dev.relock.gateway;

import dev.relock.decision.DeviceEvidence;
import dev.relock.proof.DeviceProof;
import dev.relock.redirect.ReturnForm;
import dev.relock.redirect.ReturnRoutes;
import dev.relock.redirect.Transaction;
import java.util.Optional;

/** Tells applications that cannot run the agent what browser somebody has: by a redirect, and a form that comes back. */
public interface Redirects {
    /**
     * The routes of a client.
     *
     * @param clientId empty for the client that the realm names for such redirects
     * @return empty where there is no such client, it is disabled, or it has not both routes
     */
    Optional<ReturnRoutes> routes(String clientId);

    /**
     * Ends a transaction and says what came of it.
     *
     * @param evidence what the browser has proven for this transaction; empty when nothing
     * @param next a further proof of the same page, not verified: an application's own origin gets it to ask {@code confirm}
     * @return empty when the transaction has ended already
     */
    Optional<ReturnForm> end(
            ReturnRoutes routes,
            Transaction transaction,
            Optional<DeviceEvidence> evidence,
            Optional<DeviceProof> next);
}
