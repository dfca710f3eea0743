package dev.relock.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures into the registry that Keycloak shows at its management port. */
final class MicrometerMeters implements Meters {
    private final MeterRegistry registry = Metrics.globalRegistry;

    @Override
    public void time(Meter meter, String label, long nanos) {
        Timer.builder(meter.id())
                .description(meter.meaning())
                .tags(tags(meter, label))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void count(Meter meter, String label) {
        Counter.builder(meter.id())
                .description(meter.meaning())
                .tags(tags(meter, label))
                .register(registry)
                .increment();
    }

    @Override
    public void watch(Meter meter, String label, LongSupplier value) {
        Gauge.builder(meter.id(), value::getAsLong)
                .description(meter.meaning())
                .tags(tags(meter, label))
                .strongReference(true)
                .register(registry);
    }

    private static Tags tags(Meter meter, String label) {
        return meter.label().isEmpty() ? Tags.empty() : Tags.of(meter.label(), label);
    }
}
