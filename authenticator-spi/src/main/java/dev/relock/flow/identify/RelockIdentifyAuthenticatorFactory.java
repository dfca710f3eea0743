package dev.relock.flow.identify;

import dev.relock.flow.execution.ExecutionFactory;
import java.util.List;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** {@code relock-identify}. */
public final class RelockIdentifyAuthenticatorFactory extends ExecutionFactory {
    public static final String ID = "relock-identify";

    /** Never an alternative: it always succeeds, so it would replace the password it stands before. */
    public RelockIdentifyAuthenticatorFactory() {
        super(
                ID,
                "Relock known user",
                "Between 'Relock device' and the password: a trusted browser that only one user owns goes straight to that"
                        + " user's password. Everybody else is asked for the user name as usual, and so is who says that he is"
                        + " somebody else. It shows the owner's name to whoever sits at the browser.",
                new RelockIdentifyAuthenticator(),
                List.of(),
                Requirement.REQUIRED,
                Requirement.DISABLED);
    }

    @Override
    public String getReferenceCategory() {
        return ID;
    }
}
