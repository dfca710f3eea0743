package dev.relock.flow.remember;

import dev.relock.flow.execution.ExecutionFactory;
import dev.relock.flow.execution.Seconds;
import java.util.List;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** {@code relock-remember-me}. */
public final class RelockRememberMeAuthenticatorFactory extends ExecutionFactory {
    public static final String ID = "relock-remember-me";

    /** Only an alternative: whoever is not remembered must find another way to sign in. */
    public RelockRememberMeAuthenticatorFactory() {
        super(
                ID,
                "Relock remembered sign-in",
                "Behind 'Relock device', as an alternative to the password: a trusted browser that only one user owns signs"
                        + " that user in without a password, for some time after the last sign-in with one. Off unless that"
                        + " time is set. Never where the application asks for a new sign-in, a level or an action.",
                new RelockRememberMeAuthenticator(),
                RelockRememberMeSettings.ALL,
                Requirement.ALTERNATIVE,
                Requirement.DISABLED);
    }

    @Override
    public String getReferenceCategory() {
        return ID;
    }

    @Override
    protected List<Seconds> numbers() {
        return List.of(RelockRememberMeSettings.MAX_AGE);
    }
}
