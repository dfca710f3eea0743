package dev.relock.keycloak;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/** Plain-text mails to owners of devices, sent when what they tell has been committed. */
final class OwnerMail {
    private static final Logger LOG = Logger.getLogger("relock");

    private final KeycloakSession session;
    private final RealmModel realm;

    OwnerMail(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** "This browser's data turned up twice." */
    void deviceSuspended(UserModel user, String label) {
        send(user, "relockMailSuspendedSubject", "relockMailSuspendedBody", label, realmName());
    }

    private String realmName() {
        String name = realm.getDisplayName();
        return name == null || name.isBlank() ? realm.getName() : name;
    }

    private void send(UserModel user, String subjectKey, String bodyKey, Object... parameters) {
        if (user.getEmail() == null || realm.getSmtpConfig().isEmpty()) {
            return;
        }
        try {
            Theme theme = session.theme().getTheme(Theme.Type.EMAIL);
            Locale locale = session.getContext().resolveLocale(user);
            Properties messages = theme.getEnhancedMessages(realm, locale);
            String subject = new MessageFormat(messages.getProperty(subjectKey), locale).format(parameters);
            String body = new MessageFormat(messages.getProperty(bodyKey), locale).format(parameters);
            session.getTransactionManager().enlistAfterCompletion(new Sending(user.getEmail(), subject, body));
        } catch (IOException e) {
            LOG.warnf("Realm %s: a mail could not be written: %s", realm.getName(), e.getClass());
        }
    }

    private final class Sending extends AbstractKeycloakTransaction {
        private final String address;
        private final String subject;
        private final String body;

        Sending(String address, String subject, String body) {
            this.address = address;
            this.subject = subject;
            this.body = body;
        }

        @Override
        protected void commitImpl() {
            try {
                session.getProvider(EmailSenderProvider.class)
                        .send(realm.getSmtpConfig(), address, subject, body, null);
            } catch (EmailException e) {
                LOG.warnf(
                        "Realm %s: a mail to the owner of a device could not be sent: %s",
                        realm.getName(), e.getClass());
            }
        }

        @Override
        protected void rollbackImpl() {
            // Then there is nothing to tell.
        }
    }
}
