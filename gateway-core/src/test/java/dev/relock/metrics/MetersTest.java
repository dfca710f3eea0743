package dev.relock.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class MetersTest {
    @Test
    void whereMetricsAreOffNothingIsMeasured() {
        assertThat(Meters.open(false)).isSameAs(Meters.NONE);
    }

    @Test
    void withoutMicrometerNothingIsMeasuredAndNothingBreaks() throws ReflectiveOperationException {
        Class<?> meters = new WithoutMicrometer().loadClass(Meters.class.getName());

        Object opened = meters.getMethod("open", boolean.class).invoke(null, true);

        assertThat(opened).isSameAs(meters.getField("NONE").get(null));
    }

    @Test
    void timesAndCountsGoToTheRegistryOfTheServer() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            Meters meters = Meters.open(true);
            meters.time(Meter.DECISION, "trusted", 5);
            meters.count(Meter.COLLISION, "");
            meters.watch(Meter.CACHE, "epochs", () -> 7);

            assertThat(registry.get("relock.decision")
                            .tag("state", "trusted")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("relock.collision").counter().count()).isEqualTo(1);
            assertThat(registry.get("relock.cache.entries")
                            .tag("cache", "epochs")
                            .gauge()
                            .value())
                    .isEqualTo(7);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    /** Has this package's classes anew, and no Micrometer. */
    private static final class WithoutMicrometer extends ClassLoader {
        WithoutMicrometer() {
            super(MetersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.relock.metrics.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
