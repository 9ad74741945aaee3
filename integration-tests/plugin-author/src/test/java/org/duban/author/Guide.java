package org.duban.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The plugin author's guide: what a reader is told to type, in its order.
 *
 * @param blocks the code blocks
 * @param edited the file step 3 tells to edit, relative to the generated project
 */
record Guide(List<Block> blocks, String edited) {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EDITED =
            Pattern.compile("^## 3\\..*?`(src/main/java/[^`]+)`", Pattern.DOTALL | Pattern.MULTILINE);

    /**
     * A code block.
     *
     * @param language {@code sh} or {@code java}
     * @param text without the fences
     */
    record Block(String language, String text) {}

    static Guide read(Path file) throws IOException {
        String text = Files.readString(file);
        return new Guide(
                BLOCK.matcher(text)
                        .results()
                        .map(block -> new Block(block.group(1), block.group(2)))
                        .toList(),
                EDITED.matcher(text)
                        .results()
                        .map(file3 -> file3.group(1))
                        .findFirst()
                        .orElseThrow());
    }
}
