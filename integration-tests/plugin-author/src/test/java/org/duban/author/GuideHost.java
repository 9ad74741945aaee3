package org.duban.author;

import java.nio.file.Path;
import java.util.List;
import org.duban.api.matter.Actor;
import org.duban.api.notice.Notice;
import org.duban.embed.Duban;
import org.duban.spi.contact.Contact;
import org.duban.spi.directory.Directory;

/** The host program of the guide. */
final class GuideHost {

    private GuideHost() {}

    static Duban start(Path folder, Directory oaDirectory) {
        // guide: start
        Duban duban = Duban.at(folder.resolve("data"))
                .directory(oaDirectory)
                .contacts(person -> List.of(new Contact("sms", "13800000000"), new Contact("inbox", "")))
                .plugins(folder.resolve("plugins"))
                .start();
        // guide: end
        return duban;
    }

    static Notice.Attempt test(Duban duban, Actor director) {
        // guide: test
        Notice.Attempt attempt = duban.notices().test(director, "sms", "13800000000");
        // guide: end
        return attempt;
    }
}
