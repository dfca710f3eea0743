package dev.relock.signals;

import dev.relock.gateway.Failure;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.ssf.Ssf;

/** Signals what has happened once it is committed, so that what fails here hurts nobody's sign-in. */
final class SignalsListener implements EventListenerProvider {
    private static final Logger LOG = Logger.getLogger("relock");

    private final KeycloakSession session;

    SignalsListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        List<Signal> signals = Signals.of(event);
        RealmModel realm = signals.isEmpty() ? null : session.realms().getRealm(event.getRealmId());
        if (realm != null && Ssf.isTransmitterEnabled(realm)) {
            session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    send(realm.getId(), signals);
                }

                @Override
                protected void rollbackImpl() {
                    // It has not happened.
                }
            });
        }
    }

    private void send(String realmId, List<Signal> signals) {
        try {
            KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), session.getContext(), job -> {
                RealmModel realm = job.realms().getRealm(realmId);
                job.getContext().setRealm(realm);
                new Transmitter(job, realm).send(signals);
            });
        } catch (RuntimeException e) {
            LOG.errorf("Shared signals could not be sent: %s", Failure.of(e));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // What administrators do, Keycloak's own listener tells.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
