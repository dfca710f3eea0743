package dev.relock.flow.grant;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** {@code relock-proof}, the executor of client policies. */
public final class RelockProofExecutorFactory implements ClientPolicyExecutorProviderFactory {
    public static final String ID = "relock-proof";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "Tokens belong to the browser that redeemed the code: it proves its device key at the token endpoint, and"
                + " again with each refresh token, which is worth nothing on another machine. The application's pages run"
                + " the Relock agent. Grants without a browser are refused.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
        return new RelockProofExecutor(session);
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to read.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to open.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
