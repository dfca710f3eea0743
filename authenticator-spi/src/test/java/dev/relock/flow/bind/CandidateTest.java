package dev.relock.flow.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.flow.Fake;
import dev.relock.flow.factor.SecondFactor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** Whoever is not a stored user with a second factor of this login, and there for himself, becomes no owner. */
class CandidateTest {
    private final KeycloakSession session = Fake.of(KeycloakSession.class, new Session());
    private UserModel user = Fake.of(UserModel.class, new Object());
    private String checked = "[\"webauthn-passwordless\"]";
    private String impersonator;

    @Test
    void aUserWithASecondFactorMayBecomeTheOwner() {
        assertThat(isOwner(SecondFactor.ANY)).isTrue();
    }

    @Test
    void whoHasPassedNoSecondFactorMayNot() {
        checked = null;

        assertThat(isOwner(SecondFactor.ANY)).isFalse();
    }

    @Test
    void whoHasPassedAnotherThanThePolicyNamesMayNot() {
        assertThat(isOwner("otp")).isFalse();
    }

    @Test
    void nobodyMayNot() {
        user = null;

        assertThat(isOwner(SecondFactor.ANY)).isFalse();
    }

    @Test
    void aUserWhomKeycloakKeepsForOneSessionOnlyMayNot() {
        user = new LightweightUserAdapter(session, "session");

        assertThat(isOwner(SecondFactor.ANY)).isFalse();
    }

    @Test
    void whoeverSignsInAsSomebodyElseMayNot() {
        impersonator = "an administrator";

        assertThat(isOwner(SecondFactor.ANY)).isFalse();
    }

    private boolean isOwner(String factor) {
        return Candidate.isOwner(Fake.of(AuthenticationFlowContext.class, new Login()), List.of(factor));
    }

    /** The login, in which this was checked. */
    public final class Login {
        public UserModel getUser() {
            return user;
        }

        public UserModel getAuthenticatedUser() {
            return user;
        }

        public KeycloakSession getSession() {
            return session;
        }

        public RealmModel getRealm() {
            return Fake.of(RealmModel.class, this);
        }

        public AuthenticationSessionModel getAuthenticationSession() {
            return Fake.of(AuthenticationSessionModel.class, this);
        }

        public RootAuthenticationSessionModel getParentSession() {
            return Fake.of(RootAuthenticationSessionModel.class, this);
        }

        public String getId() {
            return "id";
        }

        public Map<String, ExecutionStatus> getExecutionStatus() {
            return Map.of();
        }

        public String getAuthNote(String name) {
            return name.equals("authn.credentials") ? checked : null;
        }
    }

    /** Keycloak's session, in which nobody has a credential provider. */
    public final class Session {
        public KeycloakSessionFactory getKeycloakSessionFactory() {
            return Fake.of(KeycloakSessionFactory.class, this);
        }

        public Stream<ProviderFactory<?>> getProviderFactoriesStream(Class<?> type) {
            return Stream.empty();
        }

        public UserSessionProvider sessions() {
            return Fake.of(UserSessionProvider.class, this);
        }

        public UserSessionModel getUserSession(RealmModel realm, String id) {
            return Fake.of(UserSessionModel.class, this);
        }

        public String getNote(String name) {
            return name.equals(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) ? impersonator : null;
        }
    }
}
