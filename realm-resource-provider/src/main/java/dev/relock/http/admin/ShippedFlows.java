package dev.relock.http.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.utils.RepresentationToModel;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.util.JsonSerialization;

/** The flows and the required action that come with the plugin, as in a realm file. What a realm has already is left alone. */
final class ShippedFlows {
    private static final String RESOURCE = "flows.json";

    private final RealmModel realm;
    private final Map<String, AuthenticationFlowRepresentation> flows;
    private final Map<String, AuthenticatorConfigRepresentation> configs;
    private final List<RequiredActionProviderRepresentation> actions;

    private ShippedFlows(RealmModel realm, RealmRepresentation shipped) {
        this.realm = realm;
        this.flows = shipped.getAuthenticationFlows().stream()
                .collect(Collectors.toMap(AuthenticationFlowRepresentation::getAlias, Function.identity()));
        this.configs = shipped.getAuthenticatorConfig().stream()
                .collect(Collectors.toMap(AuthenticatorConfigRepresentation::getAlias, Function.identity()));
        this.actions = shipped.getRequiredActions();
    }

    static ShippedFlows of(RealmModel realm) {
        try (InputStream in = ShippedFlows.class.getResourceAsStream(RESOURCE)) {
            return new ShippedFlows(
                    realm,
                    JsonSerialization.readValue(Objects.requireNonNull(in, RESOURCE), RealmRepresentation.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that ships, and whether it was made now or was there before. */
    record Shipped(String alias, boolean created) {}

    /** What is in the realm now. */
    record Result(List<Shipped> flows, List<Shipped> requiredActions) {
        boolean isAnythingNew() {
            return flows.stream().anyMatch(Shipped::created)
                    || requiredActions.stream().anyMatch(Shipped::created);
        }
    }

    /** Makes what is missing; where a sub-flow of another flow has a name that is needed, nothing is made. */
    Result create() {
        List<AuthenticationFlowRepresentation> missing = flows.values().stream()
                .filter(AuthenticationFlowRepresentation::isTopLevel)
                .filter(flow -> realm.getFlowByAlias(flow.getAlias()) == null)
                .toList();
        List<AuthenticationFlowRepresentation> needed =
                missing.stream().flatMap(flow -> withSubFlows(flow).stream()).toList();
        needed.stream()
                .filter(flow -> realm.getFlowByAlias(flow.getAlias()) != null)
                .findFirst()
                .ifPresent(taken -> {
                    throw Problem.conflict("The realm has another flow '" + taken.getAlias() + "'");
                });
        needed.forEach(flow -> realm.addAuthenticationFlow(RepresentationToModel.toModel(flow)));
        needed.forEach(this::addExecutions);
        List<Shipped> top = flows.values().stream()
                .filter(AuthenticationFlowRepresentation::isTopLevel)
                .map(flow -> new Shipped(flow.getAlias(), missing.contains(flow)))
                .sorted((a, b) -> a.alias().compareTo(b.alias()))
                .toList();
        return new Result(top, actions.stream().map(this::register).toList());
    }

    private List<AuthenticationFlowRepresentation> withSubFlows(AuthenticationFlowRepresentation top) {
        List<AuthenticationFlowRepresentation> all = new ArrayList<>();
        Deque<AuthenticationFlowRepresentation> open = new ArrayDeque<>(List.of(top));
        while (!open.isEmpty()) {
            AuthenticationFlowRepresentation flow = open.remove();
            all.add(flow);
            flow.getAuthenticationExecutions().stream()
                    .filter(AuthenticationExecutionExportRepresentation::isAuthenticatorFlow)
                    .map(execution -> flows.get(execution.getFlowAlias()))
                    .forEach(open::add);
        }
        return all;
    }

    private void addExecutions(AuthenticationFlowRepresentation flow) {
        AuthenticationFlowModel parent = realm.getFlowByAlias(flow.getAlias());
        for (AuthenticationExecutionExportRepresentation shipped : flow.getAuthenticationExecutions()) {
            AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
            execution.setParentFlow(parent.getId());
            execution.setRequirement(Requirement.valueOf(shipped.getRequirement()));
            execution.setPriority(shipped.getPriority());
            execution.setAuthenticatorFlow(shipped.isAuthenticatorFlow());
            execution.setAuthenticator(shipped.getAuthenticator());
            if (shipped.isAuthenticatorFlow()) {
                execution.setFlowId(realm.getFlowByAlias(shipped.getFlowAlias()).getId());
            }
            if (shipped.getAuthenticatorConfig() != null) {
                execution.setAuthenticatorConfig(addConfig(configs.get(shipped.getAuthenticatorConfig())));
            }
            realm.addAuthenticatorExecution(execution);
        }
    }

    /** Each execution gets settings of its own, under a name that no other has: realm files refer to them by name. */
    private String addConfig(AuthenticatorConfigRepresentation shipped) {
        String alias = shipped.getAlias();
        for (int number = 2; realm.getAuthenticatorConfigByAlias(alias) != null; number++) {
            alias = shipped.getAlias() + " (" + number + ")";
        }
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias(alias);
        config.setConfig(shipped.getConfig());
        return realm.addAuthenticatorConfig(config).getId();
    }

    private Shipped register(RequiredActionProviderRepresentation action) {
        boolean isMissing = realm.getRequiredActionProviderByAlias(action.getAlias()) == null;
        if (isMissing) {
            realm.addRequiredActionProvider(model(action));
        }
        return new Shipped(action.getAlias(), isMissing);
    }

    private static RequiredActionProviderModel model(RequiredActionProviderRepresentation shipped) {
        RequiredActionProviderModel action = new RequiredActionProviderModel();
        action.setAlias(shipped.getAlias());
        action.setName(shipped.getName());
        action.setProviderId(shipped.getProviderId());
        action.setEnabled(shipped.isEnabled());
        action.setDefaultAction(shipped.isDefaultAction());
        action.setPriority(shipped.getPriority());
        action.setConfig(Map.of());
        return action;
    }
}
