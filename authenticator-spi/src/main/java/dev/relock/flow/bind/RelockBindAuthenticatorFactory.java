package dev.relock.flow.bind;

import dev.relock.flow.execution.ExecutionFactory;
import dev.relock.flow.execution.Seconds;
import java.util.List;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** {@code relock-bind}. */
public final class RelockBindAuthenticatorFactory extends ExecutionFactory {
    public static final String ID = "relock-bind";

    /** Never an alternative: it always succeeds, so it would replace the second factor it stands beside. */
    public RelockBindAuthenticatorFactory() {
        super(
                ID,
                "Relock trust this device",
                "Behind a second factor: asks whether to trust this browser, so that the second factor is not asked here next"
                        + " time. Does nothing unless a second factor was passed in this very login and 'Relock device' has seen the"
                        + " browser before.",
                new RelockBindAuthenticator(),
                RelockBindSettings.ALL,
                Requirement.REQUIRED,
                Requirement.DISABLED);
    }

    /** Not the credential type: being asked to trust a browser is no authentication. */
    @Override
    public String getReferenceCategory() {
        return ID;
    }

    @Override
    protected List<Seconds> numbers() {
        return List.of(RelockBindSettings.LIFETIME);
    }
}
