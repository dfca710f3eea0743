package dev.relock.keycloak;

import dev.relock.gateway.Failure;
import org.jboss.logging.Logger;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Does something once the request's transaction has been committed, in one of its own. Should it fail, the log says so and
 * nothing else changes: neither the answer nor what has been committed.
 */
final class AfterCommit {
    private static final Logger LOG = Logger.getLogger("relock");

    private AfterCommit() {}

    /**
     * @param purpose what it does, for the log: "send a mail"
     */
    static void run(KeycloakSession session, String purpose, KeycloakSessionTask task) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        KeycloakContext context = session.getContext();
        HttpRequest request = context.getHttpRequest();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                try {
                    KeycloakModelUtils.runJobInTransaction(factory, context, own -> {
                        // The language that the browser asked for.
                        own.getContext().setHttpRequest(request);
                        task.run(own);
                    });
                } catch (RuntimeException e) {
                    LOG.warnf("Realm %s: could not %s: %s", context.getRealm().getName(), purpose, Failure.of(e));
                }
            }

            @Override
            protected void rollbackImpl() {
                // Then there is nothing to follow.
            }
        });
    }
}
