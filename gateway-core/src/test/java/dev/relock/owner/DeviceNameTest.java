package dev.relock.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.relock.protocol.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"Laptop", "Küche 2", "仕事用", "👩\u200D💻", "می\u200Cخواهم", "a"})
    void aNameIsKept(String name) throws MalformedException {
        assertThat(DeviceName.parse(name).text()).isEqualTo(name);
    }

    @Test
    void blanksAroundItAreNot() throws MalformedException {
        assertThat(DeviceName.parse("  my laptop ").text()).isEqualTo("my laptop");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", " ", "two\nlines", "nul\0", "right-to-left \u202Egnp.exe", "zero\u200Bwidth", "half \uD800"})
    void nothingThatCannotBeSeen(String name) {
        assertThatThrownBy(() -> DeviceName.parse(name)).isInstanceOf(MalformedException.class);
    }

    @Test
    void noNovel() throws MalformedException {
        assertThat(DeviceName.parse("x".repeat(100)).text()).hasSize(100);
        assertThatThrownBy(() -> DeviceName.parse("x".repeat(101))).isInstanceOf(MalformedException.class);
    }
}
