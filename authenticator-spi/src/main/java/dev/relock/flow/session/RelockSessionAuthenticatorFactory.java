package dev.relock.flow.session;

import dev.relock.flow.execution.ExecutionFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** {@code relock-session}. */
public final class RelockSessionAuthenticatorFactory extends ExecutionFactory {
    public static final String ID = "relock-session";

    /** Only an alternative: who is not signed in, or cannot show it, signs in. */
    public RelockSessionAuthenticatorFactory() {
        super(
                ID,
                "Relock session guard",
                "In the place of Keycloak's 'Cookie': a user who is signed in stays so only in the browser that signed in, which"
                        + " proves itself on a short page that submits itself. A copied cookie is worth nothing. Needs"
                        + " 'Relock device' further on in the flow, which tells whose browser it is. Signs nobody in on clients"
                        + " that demand a second factor, if the session began without one.",
                new RelockSessionAuthenticator(),
                RelockSessionSettings.ALL,
                Requirement.ALTERNATIVE,
                Requirement.DISABLED);
    }

    @Override
    public String getReferenceCategory() {
        return ID;
    }
}
