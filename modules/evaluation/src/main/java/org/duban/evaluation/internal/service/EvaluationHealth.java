package org.duban.evaluation.internal.service;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.spi.health.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code reader/evaluation}: how far the journal was read for scores, and what couldn't be computed. */
@Component(service = HealthCheck.class)
public final class EvaluationHealth implements HealthCheck {

    private static final Duration LONG_ROUND = Duration.ofMinutes(5);

    /** What a minute of work leaves behind at most. */
    private static final long MUCH = 100_000;

    private static final String SUBJECT = "reader/evaluation";

    private final EvaluationComponent evaluation;

    @Activate
    public EvaluationHealth(@Reference EvaluationComponent evaluation) {
        this.evaluation = evaluation;
    }

    @Override
    public List<Finding> check() {
        long position = evaluation.store().position().orElse(0L);
        return List.of(finding(new Look(
                position,
                Math.max(0, evaluation.journal().head() - position),
                evaluation.store().deferred().size(),
                evaluation.rules().all().size(),
                evaluation.loop().failure(),
                evaluation.loop().round())));
    }

    /**
     * How it is.
     *
     * @param deferred matters that couldn't be computed and are tried again
     * @param failure why nothing can be computed; empty when it can
     * @param round how long the round under way has taken
     */
    record Look(long position, long lag, long deferred, long ruleSets, String failure, Duration round) {}

    /** Pure. */
    static Finding finding(Look look) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("position", Long.toString(look.position()));
        figures.put("lag", Long.toString(look.lag()));
        figures.put("deferred", Long.toString(look.deferred()));
        figures.put("ruleSets", Long.toString(look.ruleSets()));
        if (!look.failure().isEmpty()) {
            return new Finding(SUBJECT, Status.FAIL, "考核计算受阻，不断重试：" + look.failure(), figures);
        }
        if (look.deferred() > 0) {
            return new Finding(SUBJECT, Status.WARN, look.deferred() + " 件事项暂不能计分，每十分钟重试；仍不消失请把日志交给维护人员", figures);
        }
        if (look.round().compareTo(LONG_ROUND) > 0) {
            return new Finding(
                    SUBJECT, Status.WARN, "考核计算已 " + look.round().toSeconds() + " 秒没有完成一轮，可能在从头计算大量事项", figures);
        }
        if (look.lag() > MUCH) {
            return new Finding(SUBJECT, Status.WARN, "还有 " + look.lag() + " 条记录未计入考核，正在追赶", figures);
        }
        return new Finding(SUBJECT, Status.OK, "已计到第 " + look.position() + " 条记录", figures);
    }
}
