package io.assay.validation.internal.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** CSVs of three columns with everything that makes them hard to read, and damage. */
final class RandomCsv {
    private static final String[] TEXTS = {
        "", "a", "x y", "é€", "5", "#", "\\", "\\Q", "QQ", ",", "\n", "\r\n", "1,2,3\n"
    };

    private RandomCsv() {}

    static byte[] of(Random random, char quote, int rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (random.nextInt(4) == 0) {
            out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
        out.writeBytes("a,b,c\n".getBytes(StandardCharsets.UTF_8));
        int damage = random.nextInt(4);
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int field = 0; field < 3; field++) {
                line.append(field == 0 ? "" : ",").append(field(random, quote));
            }
            if (random.nextInt(8) < damage) {
                damage(random, quote, line);
            }
            line.append(random.nextBoolean() ? "\n" : "\r\n");
            out.writeBytes(line.toString().getBytes(StandardCharsets.UTF_8));
            if (random.nextInt(20) == 0) {
                out.write(random.nextInt(256)); // a byte that may not be text at all
            }
        }
        return out.toByteArray();
    }

    private static String field(Random random, char quote) {
        if (random.nextInt(3) > 0) {
            return String.valueOf(random.nextInt(1000));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)].replace('Q', quote));
        }
        return quote + text.toString() + quote;
    }

    private static void damage(Random random, char quote, StringBuilder line) {
        switch (random.nextInt(5)) {
            case 0 -> line.insert(random.nextInt(line.length() + 1), quote);
            case 1 -> line.append(",more");
            case 2 -> line.setLength(random.nextInt(line.length() + 1));
            case 3 -> line.insert(random.nextInt(line.length() + 1), "\n");
            default -> line.append(quote).append(quote).append("x");
        }
    }
}
