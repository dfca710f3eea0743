package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.TrustState;
import dev.relock.flow.bind.RelockBindAuthenticatorFactory;
import dev.relock.flow.condition.RelockConditionAuthenticatorFactory;
import dev.relock.flow.device.RelockDeviceAuthenticatorFactory;
import dev.relock.flow.identify.RelockIdentifyAuthenticatorFactory;
import dev.relock.flow.remember.RelockRememberMeAuthenticatorFactory;
import dev.relock.flow.session.RelockSessionAuthenticatorFactory;
import dev.relock.keycloak.ClientRoutes;
import dev.relock.keycloak.ClientTrust;
import dev.relock.keycloak.RealmAttribute;
import dev.relock.keycloak.RealmPolicy;
import dev.relock.option.ServerOption;
import dev.relock.remote.RemoteOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** docs/configuration.md tells of every setting there is, and tells the truth. */
class ConfigurationPageTest {
    private final MarkdownPage page = MarkdownPage.at("docs/configuration.md");
    private final ConsoleMessages messages = new ConsoleMessages();

    @Test
    void realmAttributes() {
        assertThat(page.table("Realm attributes"))
                .isEqualTo(Arrays.stream(RealmAttribute.values())
                        .map(attribute -> List.of(
                                attribute.id(),
                                attribute.unit(),
                                attribute.byDefault(),
                                attribute.isNumber() ? attribute.min() + " to " + attribute.max() : "",
                                help(attribute)))
                        .toList());
    }

    /** As the admin console tells it, which adds what stands in other columns here. */
    private String help(RealmAttribute attribute) {
        String name = RealmPolicy.name(attribute);
        String range = attribute.isNumber() ? ", " + attribute.min() + "–" + attribute.max() : "";
        String column = " (" + attribute.id() + range + ")";
        String key = "relockPolicy" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Help";
        String help = messages.of(key);
        assertThat(help).as(key).endsWith(column);
        return help.substring(0, help.length() - column.length()).replace('’', '\'');
    }

    @Test
    void attributesOfClients() {
        assertThat(page.table("Attributes of clients and client scopes"))
                .extracting(row -> row.subList(0, 3))
                .containsExactly(
                        List.of(ClientTrust.ATTRIBUTE, "true, false", "true"),
                        List.of(ClientRoutes.TRUSTED, "URL", ""),
                        List.of(ClientRoutes.NEW, "URL", ""));
    }

    /** The last column says what a setting does, in its own words. */
    @Test
    void settingsOfExecutions() {
        assertThat(page.table("Settings of the executions"))
                .allSatisfy(row -> assertThat(row.get(5)).isNotBlank())
                .extracting(row -> row.subList(0, 5))
                .isEqualTo(Stream.of(
                                new RelockDeviceAuthenticatorFactory(),
                                new RelockConditionAuthenticatorFactory(),
                                new RelockBindAuthenticatorFactory(),
                                new RelockIdentifyAuthenticatorFactory(),
                                new RelockRememberMeAuthenticatorFactory(),
                                new RelockSessionAuthenticatorFactory())
                        .flatMap(factory ->
                                factory.getConfigProperties().stream().map(setting -> row(factory, setting)))
                        .toList());
    }

    private List<String> row(AuthenticatorFactory factory, ProviderConfigProperty setting) {
        return List.of(
                factory.getDisplayType(),
                messages.of(setting.getLabel()),
                setting.getName(),
                values(setting),
                setting.getDefaultValue().toString());
    }

    private static String values(ProviderConfigProperty setting) {
        return switch (setting.getType()) {
            case ProviderConfigProperty.BOOLEAN_TYPE -> "true, false";
            case ProviderConfigProperty.STRING_TYPE -> "text";
            case ProviderConfigProperty.MULTIVALUED_STRING_TYPE -> "texts";
            default -> String.join(", ", setting.getOptions());
        };
    }

    @Test
    void statesOfABrowser() {
        assertThat(page.table("States of a browser"))
                .allSatisfy(row -> assertThat(row.get(1)).isNotBlank())
                .extracting(row -> row.get(0))
                .isEqualTo(
                        Arrays.stream(TrustState.values()).map(TrustState::id).toList());
    }

    @Test
    void optionsOfTheServer() {
        assertThat(page.table("Options of the server"))
                .isEqualTo(Arrays.stream(ServerOption.values())
                        .map(option -> List.of(
                                option.argument(),
                                option.unit(),
                                Long.toString(option.byDefault()),
                                option.min() + " to " + option.max(),
                                option.help()))
                        .toList());
    }

    @Test
    void optionsOfAGatewayElsewhere() {
        assertThat(MarkdownPage.at("docs/remote-gateway.md").table("A gateway elsewhere"))
                .isEqualTo(RemoteOptions.ALL.stream()
                        .map(option -> List.of(
                                "--spi-relock--remote--" + option.getName(),
                                Objects.toString(option.getDefaultValue(), ""),
                                option.getHelpText()))
                        .toList());
    }
}
