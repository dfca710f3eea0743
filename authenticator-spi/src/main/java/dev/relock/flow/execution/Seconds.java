package dev.relock.flow.execution;

/**
 * A setting that is a number of seconds.
 *
 * @param key of the setting
 * @param otherwise what a value counts as that is no such number
 */
public record Seconds(String key, long min, long max, long otherwise) {
    boolean takes(String value) {
        return value.matches("[0-9]{1,12}") && Long.parseLong(value) >= min && Long.parseLong(value) <= max;
    }
}
