package dev.relock.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.relock.protocol.MalformedException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTest {
    private static final String HEX = "00112233445566778899aabbccddeeff";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEX,
                "00112233-4455-6677-8899-aabbccddeeff",
                "00112233-4455-6677-8899-AABBCCDDEEFF",
                "00112233445566778899AABBCCDDEEFF"
            })
    void oneUuidHasSixteenBytesHoweverItIsWritten(String text) throws MalformedException {
        Transaction transaction = Transaction.parse(text);

        assertThat(transaction.bytes()).isEqualTo(HexFormat.of().parseHex(HEX));
        assertThat(transaction).hasToString("00112233-4455-6677-8899-aabbccddeeff");
    }

    /** Java's own parser takes the first four. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "00112233-4455-6677-8899-aabbccddeef",
                "0112233-4455-6677-8899-aabbccddeeff",
                "00112233-4455-6677-8899-+abbccddeeff",
                "",
                "0011223344556677-8899aabbccddeeff",
                "00112233-4455-66778899-aabbccddeeff",
                "00112233-4455-6677-8899-aabbccddeeff ",
                "00112233_4455_6677_8899_aabbccddeeff",
                "{00112233-4455-6677-8899-aabbccddeeff}",
                "00112233445566778899aabbccddeefff",
                "٠0112233445566778899aabbccddeeff"
            })
    void whatIsNoUuidIsNoTransaction(String text) {
        assertThatThrownBy(() -> Transaction.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void allSixteenBytesAreTakenAsTheyAre() throws MalformedException {
        assertThat(Transaction.parse("f".repeat(32)).bytes()).containsOnly(0xff);
        assertThat(Transaction.parse("0".repeat(32)).bytes()).containsOnly(0);
    }
}
