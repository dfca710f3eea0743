package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.event.DeviceEvent;
import dev.relock.event.EventDetail;
import dev.relock.event.EventError;
import dev.relock.flow.claims.Claim;
import dev.relock.flow.claims.RelockOidcMapper;
import dev.relock.flow.claims.RelockSamlMapper;
import dev.relock.flow.claims.SignInNotes;
import dev.relock.metrics.Meter;
import dev.relock.proof.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderConfigProperty;

/** docs/claims.md, docs/events.md and docs/metrics.md name everything that others may rely on, and nothing else. */
class ReferencePagesTest {
    private final MarkdownPage claims = MarkdownPage.at("docs/claims.md");
    private final MarkdownPage events = MarkdownPage.at("docs/events.md");
    private final MarkdownPage metrics = MarkdownPage.at("docs/metrics.md");

    @Test
    void claims() {
        assertThat(claims.table("The claims"))
                .isEqualTo(Arrays.stream(Claim.values())
                        .map(claim -> List.of(claim.id(), claim.type(), claim.meaning()))
                        .toList());
    }

    @Test
    void settingsOfTheMappers() {
        List<ProviderConfigProperty> settings = new RelockSamlMapper().getConfigProperties();
        ConsoleMessages messages = new ConsoleMessages();

        assertThat(new RelockOidcMapper().getConfigProperties()).containsAll(settings);
        assertThat(claims.table("Settings of the mappers"))
                .extracting(row -> row.subList(0, 4))
                .isEqualTo(settings.stream()
                        .map(setting -> List.of(
                                messages.of(setting.getLabel()),
                                setting.getName(),
                                setting.getOptions() == null ? "text" : String.join(", ", setting.getOptions()),
                                Objects.toString(setting.getDefaultValue(), "")))
                        .toList());
    }

    @Test
    void notesOfTheSession() {
        assertThat(claims.table("Notes of the session"))
                .extracting(row -> row.get(0))
                .containsExactly(SignInNotes.STATE, SignInNotes.DEVICE, SignInNotes.PROVEN_AT);
    }

    @Test
    void detailsOfEvents() {
        assertThat(events.table("Details"))
                .isEqualTo(Arrays.stream(EventDetail.values())
                        .map(detail -> List.of(detail.id(), detail.where(), detail.meaning()))
                        .toList());
    }

    @Test
    void eventsOfDevices() {
        assertThat(events.table("Events of devices"))
                .isEqualTo(Arrays.stream(DeviceEvent.values())
                        .map(event -> List.of(event.id(), event.type().name(), event.reasons(), event.meaning()))
                        .toList());
    }

    @Test
    void errorsOfEvents() {
        assertThat(events.table("Errors"))
                .isEqualTo(Arrays.stream(EventError.values())
                        .map(error -> List.of(error.id(), error.where(), error.meaning()))
                        .toList());
    }

    @Test
    void reasonsOfRefusals() {
        assertThat(events.table("Reasons of a refusal"))
                .allSatisfy(row -> assertThat(row.get(1)).isNotBlank())
                .extracting(row -> row.get(0))
                .isEqualTo(Arrays.stream(Refusal.values()).map(Refusal::id).toList());
    }

    @Test
    void meters() {
        assertThat(metrics.table("Meters"))
                .isEqualTo(Arrays.stream(Meter.values())
                        .map(meter -> List.of(meter.id(), meter.kind(), meter.label(), meter.meaning()))
                        .toList());
    }
}
