package dev.relock.testenv.decision;

import dev.relock.decision.DecisionCase.Demand;
import java.util.Map;

/** How an OpenID Connect client demands something of a sign-in. */
final class Demands {
    /** A client scope, to be offered by the realm. */
    static final String SENSITIVE = "payments";

    private Demands() {}

    /** Parameters of the request. */
    static Map<String, String> of(Demand demand) {
        return switch (demand) {
            case NOTHING -> Map.of();
            case LEVEL_1 -> Map.of("acr_values", "1");
            case LEVEL_2 -> Map.of("acr_values", "2");
            case SIGN_IN_AGAIN -> Map.of("prompt", "login");
            case SENSITIVE_SCOPE -> Map.of("scope", "openid " + SENSITIVE);
        };
    }
}
