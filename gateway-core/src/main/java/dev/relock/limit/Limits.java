package dev.relock.limit;

import dev.relock.option.ServerOption;
import dev.relock.option.ServerOptions;

/**
 * What one browser, one address and all strangers together may take up.
 *
 * @param tabsPerDevice open epochs; the oldest gives way
 * @param ownersPerDevice users; one more is not bound
 * @param enrolments of new browsers, on this node
 */
public record Limits(int tabsPerDevice, int ownersPerDevice, EnrolmentLimits enrolments) {

    public static Limits of(ServerOptions options) {
        return new Limits(
                options.getInt(ServerOption.TABS_PER_DEVICE),
                options.getInt(ServerOption.OWNERS_PER_DEVICE),
                new EnrolmentLimits(
                        options.getInt(ServerOption.ENROLMENTS_PER_ADDRESS),
                        options.getInt(ServerOption.ENROLMENTS_IN_TOTAL)));
    }
}
