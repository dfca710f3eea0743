package dev.relock.flow.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ShownDateTest {
    @Test
    void aDayIsShownAsTheReaderWritesIt() {
        assertThat(ShownDate.of(1_795_217_202L, Locale.ENGLISH)).isEqualTo("Nov 20, 2026");
        assertThat(ShownDate.of(1_795_217_202L, Locale.GERMAN)).isEqualTo("20.11.2026");
    }
}
