package org.duban.channel.webhook.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The settings of one webhook, {@code org.duban.channel.webhook~<name>.cfg}.
 *
 * <p>An underscore in a name here is a point in the file. {@code duban.channel} and {@code duban.channel.name} thereby become the
 * service's properties; what begins with a point is kept out of the service registry, where every bundle could read it (OSGi Compendium
 * 112.6, private properties). The address is such a secret too: whoever knows it can write into the group.
 */
@ObjectClassDefinition(
        id = WebhookChannel.PID,
        name = "Webhook 通道",
        description = "把督办通知发到钉钉、企业微信、飞书的群机器人，或发给任何接收签名 JSON 的系统。每个文件一个通道。")
public @interface WebhookConfig {

    /** What kind of receiver it is. */
    enum Format {
        /** 钉钉, custom robot. */
        DINGTALK,
        /** 企业微信, group robot. */
        WECOM,
        /** 飞书, custom robot. */
        FEISHU,
        /** Any receiver of signed JSON. */
        PLAIN
    }

    @AttributeDefinition(
            name = "通道编号",
            description = "人员的联系方式用它指明通道，例如 dingtalk。只用小写字母、数字和连字符，不能是 inbox。",
            min = "1",
            max = "60")
    String duban_channel();

    @AttributeDefinition(name = "通道名称", description = "给人看的名称，例如 钉钉督办群。不填则显示通道编号。", required = false)
    String duban_channel_name();

    @AttributeDefinition(
            name = "格式",
            description = "接收方是哪一种。",
            options = {
                @Option(label = "钉钉自定义机器人", value = "DINGTALK"),
                @Option(label = "企业微信群机器人", value = "WECOM"),
                @Option(label = "飞书自定义机器人", value = "FEISHU"),
                @Option(label = "签名 JSON", value = "PLAIN")
            })
    Format format();

    @AttributeDefinition(
            name = "地址",
            description = "Webhook 的完整网址，以 https:// 或 http:// 开头。机器人的网址中含有令牌，请保密。",
            type = AttributeType.PASSWORD)
    String _url();

    @AttributeDefinition(
            name = "密钥",
            description = "DINGTALK、FEISHU：机器人安全设置中“加签”的密钥，没有选加签则不填；WECOM：没有密钥，不填；" + "PLAIN：与接收方约定的密钥，至少 16 个字符，必填。",
            type = AttributeType.PASSWORD,
            required = false)
    String _secret() default "";

    @AttributeDefinition(
            name = "按手机号提醒",
            description = "在群里 @ 收件人。仅 DINGTALK 和 WECOM 可用；人员在此通道的联系方式须为手机号，否则改走其下一个通道。" + "WECOM 会因此改发纯文本，长度上限减半。",
            required = false)
    boolean mentionByMobile() default false;

    @AttributeDefinition(name = "连接时限（毫秒）", description = "连接接收方最多用多少毫秒。", min = "100", max = "28000", required = false)
    int connectTimeoutMillis() default 5_000;

    @AttributeDefinition(
            name = "总时限（毫秒）",
            description = "发一条通知从连接到读完答复最多用多少毫秒，到时即断开，稍后再试。",
            min = "100",
            max = "28000",
            required = false)
    int totalTimeoutMillis() default 10_000;
}
