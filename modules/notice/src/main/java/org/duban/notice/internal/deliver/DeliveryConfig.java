package org.duban.notice.internal.deliver;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** How notices are held, tried again and handed over. */
@ObjectClassDefinition(id = DeliveryConfig.PID, name = "督办：通知送达", description = "通知何时发出、怎样重试、何时转交下一个通道")
public @interface DeliveryConfig {

    /** Where Config Admin keeps it. */
    String PID = "org.duban.notice";

    @AttributeDefinition(
            name = "每人每天提醒条数",
            description =
                    "messages with reminders a person gets on a day; what exceeds it waits for the next working day",
            min = "1",
            max = "1000000")
    int budgetPerPersonAndDay() default 8;

    @AttributeDefinition(
            name = "提醒最小间隔（分钟）",
            description =
                    "minutes between two messages with reminders to one person; what comes between goes out in one digest",
            min = "0",
            max = "1440")
    int minimumIntervalMinutes() default 60;

    @AttributeDefinition(
            name = "随时发出的种类",
            description = "kinds that don't wait for working hours",
            options = {
                @Option("TASK"),
                @Option("DUE_CHANGED"),
                @Option("REMINDER"),
                @Option("REPORT_OWED"),
                @Option("URGE"),
                @Option("WATCH"),
                @Option("ESCALATION"),
                @Option("TEST")
            })
    String[] immediateKinds() default {"URGE", "TEST"};

    @AttributeDefinition(
            name = "按提醒控制的种类",
            description = "kinds that interval, budget and digest apply to",
            options = {
                @Option("TASK"),
                @Option("DUE_CHANGED"),
                @Option("REMINDER"),
                @Option("REPORT_OWED"),
                @Option("URGE"),
                @Option("WATCH"),
                @Option("ESCALATION"),
                @Option("TEST")
            })
    String[] reminderKinds() default {"REMINDER", "REPORT_OWED", "WATCH"};

    @AttributeDefinition(
            name = "每通道尝试次数",
            description = "tries with one channel before the next one takes over",
            min = "1",
            max = "1000")
    int attemptsPerChannel() default 6;

    @AttributeDefinition(name = "首次重试间隔（秒）", description = "seconds", min = "1", max = "86400")
    int firstPauseSeconds() default 5;

    @AttributeDefinition(
            name = "重试间隔倍数",
            description = "each pause is so many times the one before",
            min = "1",
            max = "100")
    int pauseFactor() default 3;

    @AttributeDefinition(name = "最大重试间隔（秒）", description = "seconds", min = "1", max = "86400")
    int maximumPauseSeconds() default 3600;

    @AttributeDefinition(
            name = "重试间隔抖动（百分比）",
            description = "pauses are up to so many percent shorter or longer",
            min = "0",
            max = "100")
    int jitterPercent() default 20;

    @AttributeDefinition(
            name = "单次发送时限（秒）",
            description = "seconds a channel has for one message",
            min = "1",
            max = "3600")
    int timeoutSeconds() default 30;

    @AttributeDefinition(
            name = "熔断失败次数",
            description = "failures in a row after which a channel is left alone",
            min = "1",
            max = "1000")
    int breakerFailures() default 5;

    @AttributeDefinition(
            name = "熔断时长（秒）",
            description = "seconds before one message is tried again",
            min = "1",
            max = "86400")
    int breakerOpenSeconds() default 60;

    @AttributeDefinition(
            name = "等待未安装通道（秒）",
            description = "seconds notices wait for a channel nobody offers before the next one takes over",
            min = "0",
            max = "86400")
    int absentWaitSeconds() default 120;

    @AttributeDefinition(
            name = "等待故障通道（秒）",
            description = "seconds notices wait for a broken or hanging channel before the next one takes over",
            min = "0",
            max = "86400")
    int troubleWaitSeconds() default 900;
}
