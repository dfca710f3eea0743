package dev.relock.flow.bind;

import dev.relock.flow.execution.Seconds;
import dev.relock.gateway.BindAfter;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings of {@code relock-bind}, as the admin console shows them. */
final class RelockBindSettings {
    static final String CONSENT = "consent";
    static final boolean CONSENT_DEFAULT = true;
    static final String FACTORS = "factors";
    static final String AFTER = "after";
    static final String OF_THE_REALM = "realm";
    /** A value that is none takes the shortest time. */
    static final Seconds LIFETIME = new Seconds("lifetime", 60, 3650 * 86_400L, 60);

    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(CONSENT)
            .label("Ask the user")
            .helpText(
                    "On: the user is asked whether to trust this browser. Off: it is trusted without a question, as soon"
                            + " as the second factor is passed; do this only where no browser is shared.")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue(CONSENT_DEFAULT)
            .add()
            .property()
            .name(FACTORS)
            .label("Second factors that will do")
            .helpText(
                    "Takes the place of the realm attribute relock.bindFactors in this flow: 'any', 'phishing-resistant', or the"
                            + " names of credential types, reference categories or executions (their provider id). With nothing"
                            + " here the realm's holds.")
            .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
            .defaultValue("")
            .add()
            .property()
            .name(AFTER)
            .label("Trusted after")
            .helpText("Takes the place of the realm attribute relock.bindAfter in this flow: 'factor', a second factor"
                    + " is enough; 'link', the user must also open a mailed link in the very browser that is to be"
                    + " trusted; 'link-if-phishable', unless the factor resists phishing. 'realm' leaves it to the"
                    + " realm.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Stream.concat(Stream.of(OF_THE_REALM), BindAfter.ids().stream())
                    .toList())
            .defaultValue(OF_THE_REALM)
            .add()
            .property()
            .name(LIFETIME.key())
            .label("Trusted for")
            .helpText(
                    "In seconds, 60 to 315360000. Takes the place of the realm attribute relock.trustLifetime in this flow;"
                            + " with nothing here the realm's holds.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue("")
            .add()
            .build();

    private RelockBindSettings() {}
}
