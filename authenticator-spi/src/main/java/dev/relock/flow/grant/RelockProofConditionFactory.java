package dev.relock.flow.grant;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.condition.AbstractClientPolicyConditionProviderFactory;
import org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProvider;

/** {@code relock-proof}, the condition of client policies. */
public final class RelockProofConditionFactory extends AbstractClientPolicyConditionProviderFactory {
    public static final String ID = "relock-proof";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "Token requests that have to do with a browser which proves itself: the tokens belong to one, the"
                + " authorization request has announced one, or the code comes with a proof. With the executor of the"
                + " same name: who has proven himself once must go on doing so, and all others sign in as before.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        addCommonConfigProperties(properties);
        return properties;
    }

    @Override
    public ClientPolicyConditionProvider<?> create(KeycloakSession session) {
        return new RelockProofCondition(session);
    }
}
