package dev.relock.http.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.relock.keycloak.RealmAttribute;
import dev.relock.keycloak.RealmPolicy.BadMemberException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.RealmModel;

/** What an administrator has changed in the form is changed in the realm, and nothing else. */
class PolicyFormTest {
    private static final RealmModel REALM = realm(Map.of("relock.deviceCap", "7", "relock.enabled", "false"));

    /** The realm as far as a policy is read from it. */
    private static RealmModel realm(Map<String, String> attributes) {
        return (RealmModel) Proxy.newProxyInstance(
                RealmModel.class.getClassLoader(), new Class<?>[] {RealmModel.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getAttribute") && arguments.length == 1) {
                        return attributes.get(arguments[0]);
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    private static ComponentModel form(RealmModel realm) {
        ComponentModel form = new ComponentModel();
        PolicyForm.fill(form, realm);
        return form;
    }

    @Test
    void everyAttributeHasAField() {
        assertThat(PolicyForm.fields()).hasSize(RealmAttribute.values().length);
        assertThat(form(REALM).getConfig().get("deviceCap")).containsExactly("7");
    }

    /** {@code MessagesTest} of the theme holds that these messages exist. */
    @Test
    void everyFieldIsNamedAndExplainedByAMessage() {
        assertThat(PolicyForm.fields())
                .allSatisfy(field -> assertThat(field.getHelpText()).isEqualTo(field.getLabel() + "Help"));
        assertThat(PolicyForm.label("deviceCap")).isEqualTo("relockPolicyDeviceCap");
    }

    @Test
    void aFormThatShowsTheRealmChangesNothing() throws BadMemberException {
        ComponentModel form = form(REALM);

        assertThat(PolicyForm.changes(form, REALM, true)).isEmpty();
        assertThat(PolicyForm.fill(form, REALM)).isFalse();
    }

    @Test
    void whatIsTypedIsChanged() throws BadMemberException {
        ComponentModel form = form(REALM);
        form.put("trustLifetime", "604800");
        form.getConfig().put("origins", List.of("https://a.example.org", " "));

        assertThat(PolicyForm.changes(form, REALM, true))
                .isEqualTo(Map.of(
                        RealmAttribute.TRUST_LIFETIME, Optional.of("604800"),
                        RealmAttribute.ORIGINS, Optional.of("https://a.example.org")));
    }

    /** Keycloak drops empty fields from a form that it has had before. */
    @Test
    void aFieldThatIsEmptiedOrHoldsTheDefaultTakesTheAttributeAway() throws BadMemberException {
        ComponentModel form = form(REALM);
        form.getConfig().remove("deviceCap");
        form.put("enabled", "true");

        assertThat(PolicyForm.changes(form, REALM, true))
                .isEqualTo(
                        Map.of(RealmAttribute.DEVICE_CAP, Optional.empty(), RealmAttribute.ENABLED, Optional.empty()));
    }

    @Test
    void aNewFormWithFewFieldsLeavesTheOthersAlone() throws BadMemberException {
        ComponentModel form = new ComponentModel();
        form.put("rememberMe", "60");

        assertThat(PolicyForm.changes(form, REALM, false))
                .isEqualTo(Map.of(RealmAttribute.REMEMBER_ME, Optional.of("60")));
    }

    @Test
    void aValueOutOfRangeIsRefused() {
        for (String value : List.of("0", "101", "many", "9999999999")) {
            ComponentModel form = form(REALM);
            form.put("deviceCap", value);

            assertThatThrownBy(() -> PolicyForm.changes(form, REALM, true))
                    .as(value)
                    .isInstanceOf(BadMemberException.class)
                    .hasMessage("must be a whole number from 1 to 100");
        }
    }
}
