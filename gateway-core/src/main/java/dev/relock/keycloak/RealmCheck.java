package dev.relock.keycloak;

import dev.relock.gateway.CheckedSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Finds settings that do not count as they were written: realm attributes and the settings of executions. Keycloak asks no
 * extension before it stores them.
 */
public final class RealmCheck {
    private static final String PREFIX = "relock.";

    private final KeycloakSession session;
    private final RealmModel realm;

    private RealmCheck(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * One setting that is not as it must be.
     *
     * @param where "realm", or the flow and the execution in it
     * @param setting its name
     * @param problem what is wrong, for administrators
     */
    public record Finding(String where, String setting, String problem) {}

    /** All of one realm, the realm's own first. */
    public static List<Finding> of(KeycloakSession session, RealmModel realm) {
        RealmCheck check = new RealmCheck(session, realm);
        return Stream.concat(check.attributes(), check.flows()).toList();
    }

    private Stream<Finding> attributes() {
        return realm.getAttributes().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith(PREFIX))
                .filter(attribute ->
                        attribute.getValue() != null && !attribute.getValue().isBlank())
                .sorted(Map.Entry.comparingByKey())
                .flatMap(attribute -> problem(attribute.getKey(), attribute.getValue())
                        .map(problem -> new Finding("realm", attribute.getKey(), problem))
                        .stream());
    }

    private static Optional<String> problem(String name, String value) {
        return Arrays.stream(RealmAttribute.values())
                .filter(attribute -> attribute.id().equals(name))
                .findFirst()
                .map(attribute -> AttributeForm.problem(attribute, value))
                .orElse(Optional.of("is not known"));
    }

    private Stream<Finding> flows() {
        return realm.getAuthenticationFlowsStream()
                .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId())
                        .flatMap(execution -> settings(flow, execution)));
    }

    private Stream<Finding> settings(AuthenticationFlowModel flow, AuthenticationExecutionModel execution) {
        if (execution.isAuthenticatorFlow()
                || execution.getAuthenticatorConfig() == null
                || !(session.getKeycloakSessionFactory()
                                .getProviderFactory(Authenticator.class, execution.getAuthenticator())
                        instanceof CheckedSettings checked)) {
            return Stream.empty();
        }
        String where = flow.getAlias() + ": " + execution.getAuthenticator();
        return Stream.ofNullable(realm.getAuthenticatorConfigById(execution.getAuthenticatorConfig()))
                .map(AuthenticatorConfigModel::getConfig)
                .filter(Objects::nonNull)
                .flatMap(config -> checked.complaints(config).entrySet().stream())
                .map(complaint -> new Finding(where, complaint.getKey(), complaint.getValue()));
    }
}
