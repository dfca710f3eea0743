package dev.relock.flow.credential;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** A day as the account console shows it. The server does not know the reader's time zone; UTC is near enough. */
public final class ShownDate {
    private ShownDate() {}

    /**
     * The day in words of the locale.
     *
     * @param seconds since 1970
     */
    public static String of(long seconds, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochSecond(seconds));
    }
}
