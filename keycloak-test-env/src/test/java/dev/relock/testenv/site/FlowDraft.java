package dev.relock.testenv.site;

import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;

/** A flow of the demo realm, put together as an administrator does in the admin console. */
public final class FlowDraft {
    private final RealmResource realm;
    private final String alias;

    private FlowDraft(RealmResource realm, String alias) {
        this.realm = realm;
        this.alias = alias;
    }

    /** A new flow under a name that no other has. */
    public static FlowDraft in(DemoSite site) {
        return in(site.realm());
    }

    /** The same in any realm. */
    public static FlowDraft in(RealmResource realm) {
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias("flow-" + UUID.randomUUID());
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        flow.setBuiltIn(false);
        try (Response created = realm.flows().createFlow(flow)) {
            expectCreated(created.getStatus());
        }
        return new FlowDraft(realm, flow.getAlias());
    }

    /** What {@link DemoSite#bindBrowserFlow} takes. */
    public String alias() {
        return alias;
    }

    public FlowDraft execution(String provider, String requirement) {
        return execution(provider, requirement, Map.of());
    }

    /** Adds an execution with these settings. */
    public FlowDraft execution(String provider, String requirement, Map<String, String> settings) {
        realm.flows().addExecution(alias, new HashMap<>(Map.of("provider", provider)));
        AuthenticationExecutionInfoRepresentation added = last();
        added.setRequirement(requirement);
        realm.flows().updateExecutions(alias, added);
        if (!settings.isEmpty()) {
            AuthenticatorConfigRepresentation config = new AuthenticatorConfigRepresentation();
            config.setAlias("settings-" + UUID.randomUUID());
            config.setConfig(new HashMap<>(settings));
            try (Response created = realm.flows().newExecutionConfig(added.getId(), config)) {
                expectCreated(created.getStatus());
            }
        }
        return this;
    }

    public FlowDraft subFlow(String requirement, Consumer<FlowDraft> content) {
        String child = "flow-" + UUID.randomUUID();
        realm.flows()
                .addExecutionFlow(alias, new HashMap<>(Map.of("alias", child, "type", "basic-flow", "provider", "")));
        AuthenticationExecutionInfoRepresentation added = last();
        added.setRequirement(requirement);
        realm.flows().updateExecutions(alias, added);
        content.accept(new FlowDraft(realm, child));
        return this;
    }

    /** A sub-flow that asks for the one-time password on browsers that are not trusted, and then trusts them. */
    public FlowDraft secondFactor() {
        return secondFactor("auth-otp-form", Map.of());
    }

    /**
     * The same with another second factor.
     *
     * @param bindSettings those of {@code relock-bind}
     */
    public FlowDraft secondFactor(String provider, Map<String, String> bindSettings) {
        return subFlow(
                "CONDITIONAL",
                mfa -> mfa.execution("relock-condition", "REQUIRED")
                        .execution(provider, "REQUIRED")
                        .execution("relock-bind", "REQUIRED", bindSettings));
    }

    private AuthenticationExecutionInfoRepresentation last() {
        return realm.flows().getExecutions(alias).stream()
                .filter(execution -> execution.getLevel() == 0)
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private static void expectCreated(int status) {
        if (status != 201) {
            throw new IllegalStateException("Keycloak answered " + status);
        }
    }
}
