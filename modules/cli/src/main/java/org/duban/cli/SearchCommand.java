package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.search.Search;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.calendar.internal.CalendarService;
import org.duban.cli.ConsoleSearch.Answer;
import org.duban.journal.internal.JournalReader;
import org.duban.search.internal.service.Lookups;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban search}: what the search would find, at the console. */
@Command(
        name = "search",
        customSynopsis = "duban search [选项] DIR QUERY...",
        description = {
            "在数据目录的检索索引中查找事项，写法与系统的检索框相同，如：",
            "  晏家坪 路灯      两个词都有        \"路灯不亮\"    原文就是这样",
            "  -拆迁            不含              停车|泊车      有其一",
            "  标题:供暖        只在标题中        阶段:核查      按阶段、类型、年度等",
            "只读不写，系统运行时也可使用；查的是最近一次保存的索引，最后一行说明其新旧。",
            "与系统中检索的不同：不分权限，所有事项都列出；不连接宿主的通讯录，单位、人员、区域只认编号，也不认其全称、简称、拼音；"
                    + "事项类型以日志中存档的为准；同义词取自 DIR/config/synonyms.txt。",
            "以 - 开头的查询写在最后的 -- 之后：duban search DIR -- '-拆迁 供暖'"
        },
        exitCodeList = {"0:找到了。", "1:没有找到。", "2:目录或索引不可用。"})
final class SearchCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "QUERY", description = "要找的文字；几个参数之间视为空格。")
    List<String> query;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "至多列出多少件，0 到 200，默认 10。")
    int limit;

    @Option(
            names = "--sort",
            paramLabel = "SORT",
            defaultValue = "relevance",
            converter = SortName.class,
            description = "次序：relevance 切合程度（默认），newest、oldest 收到日期，due 时限，changed 最近变动。")
    Sort sort;

    @Option(names = "--facets", description = "另按类型、阶段、单位、年度等分别计数。")
    boolean facets;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Asia/Shanghai", description = "时区，默认 Asia/Shanghai。")
    ZoneId zone;

    @Option(names = "--json", description = "印成 JSON。")
    boolean json;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    SearchCommand(InstantSource clock) {
        this.clock = clock;
    }

    /** {@code newest} → {@link Sort#NEWEST}. */
    static final class SortName implements ITypeConverter<Sort> {
        @Override
        public Sort convert(String name) {
            return Sort.valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 0 || limit > Search.MAX_LIMIT) {
            throw new ParameterException(spec.commandLine(), "--limit 应为 0 到 " + Search.MAX_LIMIT + "：" + limit);
        }
        try (JournalReader journal = JournalReader.open(directory);
                SavedIndexes indexes = new SavedIndexes(directory, clock);
                SavedIndexes.Saved saved = indexes.newest()) {
            ArchivedForms forms = ArchivedForms.of(journal);
            LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
            WorkCalendar calendar =
                    new CalendarService(directory.toAbsolutePath().normalize().resolve("calendar")).asOf(today);
            ConsoleSearch search = new ConsoleSearch(
                    saved.index(),
                    ConsoleSearch.synonyms(directory),
                    vocabulary -> Lookups.of(vocabulary, forms.types(), calendar, today));
            Answer answer =
                    search.search(String.join(" ", query), sort, limit, facets ? ConsoleSearch.FACETS : Set.of());
            Freshness freshness = Freshness.of(saved, journal.head(), clock.instant(), zone);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                SearchJson.print(answer, freshness, out);
            } else {
                boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
                new SearchText(out, forms.types(), terminal, terminal ? Columns.terminalWidth() : 0)
                        .print(answer, freshness);
            }
            return answer.total() > 0 ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
        }
    }
}
