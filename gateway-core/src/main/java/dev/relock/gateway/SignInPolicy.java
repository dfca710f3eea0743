package dev.relock.gateway;

import java.util.List;

/**
 * What a realm says about signing in, beyond what is trusted.
 *
 * @param rememberMe how long after the last full sign-in {@code relock-remember-me} may stand in for one, seconds; 0
 *     means never
 * @param bindFactors which second factors make a browser trusted: {@code any}, {@code phishing-resistant}, or names
 * @param bindAfter what must happen beside
 */
public record SignInPolicy(long rememberMe, List<String> bindFactors, BindAfter bindAfter) {
    public SignInPolicy {
        bindFactors = List.copyOf(bindFactors);
    }
}
