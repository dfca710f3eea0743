package dev.relock.keycloak;

import dev.relock.gateway.Failure;
import dev.relock.owner.OwnerBinding;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Mails to owners of devices, in HTML and as text, sent when what they tell has been committed. A realm may switch each of
 * them off; one that cannot be sent is logged and breaks nothing.
 */
public final class OwnerMail {
    private static final Logger LOG = Logger.getLogger("relock");

    private final KeycloakSession session;
    private final RealmModel realm;

    public OwnerMail(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * "This browser is trusted now": when, from which network if known, and one link to take it back.
     *
     * @param removal where a page offers to remove it without signing in
     */
    public void deviceTrusted(UserModel user, OwnerBinding binding, URI removal) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("relockLabel", binding.label());
        facts.put(
                "relockNetwork",
                ShownNetwork.of(session.getContext().getConnection().getRemoteAddr()));
        facts.put("relockLink", removal.toString());
        send(Kind.TRUSTED, user, facts, binding.lastUsedAt());
    }

    /**
     * "Was it you who wants this browser trusted?": sent whatever the realm says of other mails, for without it the browser never
     * is.
     *
     * @param label what the browser will be known by
     * @param when seconds since 1970
     * @param link where the browser that asked becomes trusted
     */
    void trustAsked(UserModel user, String label, long when, URI link) {
        send(Kind.ASKED, user, Map.of("relockLabel", label, "relockLink", link.toString()), when);
    }

    /** Whether a mail can be sent to this user. */
    boolean canReach(UserModel user) {
        return user.getEmail() != null && !realm.getSmtpConfig().isEmpty();
    }

    /** "This browser's data turned up twice." */
    public void deviceSuspended(UserModel user, OwnerBinding binding) {
        send(
                Kind.SUSPENDED,
                user,
                Map.of("relockLabel", binding.label()),
                Instant.now().getEpochSecond());
    }

    /** "An administrator has removed this browser." */
    public void deviceRemoved(UserModel user, OwnerBinding binding) {
        send(
                Kind.REMOVED,
                user,
                Map.of("relockLabel", binding.label()),
                Instant.now().getEpochSecond());
    }

    private void send(Kind kind, UserModel user, Map<String, Object> facts, long when) {
        if (!canReach(user) || !kind.isWanted(new RealmSettings(realm))) {
            return;
        }
        String userId = user.getId();
        AfterCommit.run(session, "send a mail to the owner of a device", own -> {
            RealmModel ownRealm = own.getContext().getRealm();
            UserModel ownUser = own.users().getUserById(ownRealm, userId);
            if (ownUser != null) {
                deliver(own, ownRealm, ownUser, kind, new HashMap<>(facts), when);
            }
        });
    }

    private static void deliver(
            KeycloakSession own,
            RealmModel realm,
            UserModel user,
            Kind kind,
            Map<String, Object> attributes,
            long when) {
        attributes.put("relockTime", shown(when, own.getContext().resolveLocale(user)));
        try {
            own.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(user)
                    .send(kind.subject, kind.template, attributes);
        } catch (EmailException e) {
            LOG.warnf(
                    "Realm %s: a mail to the owner of a device could not be sent: %s", realm.getName(), Failure.of(e));
        }
    }

    /** The reader's time zone is not known. */
    private static String shown(long seconds, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochSecond(seconds));
    }

    private enum Kind {
        ASKED("relockMailAskedSubject", "relock-device-asked.ftl", Optional.empty()),
        TRUSTED("relockMailTrustedSubject", "relock-device-trusted.ftl", Optional.of(RealmAttribute.MAIL_TRUSTED)),
        SUSPENDED(
                "relockMailSuspendedSubject",
                "relock-device-suspended.ftl",
                Optional.of(RealmAttribute.MAIL_SUSPENDED)),
        REMOVED("relockMailRemovedSubject", "relock-device-removed.ftl", Optional.of(RealmAttribute.MAIL_REMOVED));

        private final String subject;
        private final String template;
        private final Optional<RealmAttribute> attribute;

        Kind(String subject, String template, Optional<RealmAttribute> attribute) {
            this.subject = subject;
            this.template = template;
            this.attribute = attribute;
        }

        private boolean isWanted(RealmSettings settings) {
            return attribute.map(settings::flag).orElse(true);
        }
    }
}
