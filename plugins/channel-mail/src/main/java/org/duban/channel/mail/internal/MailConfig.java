package org.duban.channel.mail.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The settings of {@code org.duban.channel.mail.cfg}. A name that begins with an underscore here begins with a point in the file, which
 * keeps its value out of the service registry, where every bundle could read it (OSGi Compendium 112.6, private properties).
 */
@ObjectClassDefinition(id = MailChannel.PID, name = "邮件通道", description = "把督办通知发到每个人的邮箱，通道编号 mail。")
public @interface MailConfig {

    /** How the connection is kept from being read. */
    enum Security {
        /** Not at all. */
        NONE,
        /** Begun in the clear, encrypted before anything is said; required, not only tried. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS
    }

    @AttributeDefinition(name = "邮件服务器", description = "SMTP 服务器的主机名或 IP 地址，例如 smtp.example.gov.cn。")
    String host();

    @AttributeDefinition(
            name = "端口",
            description = "SMTP 端口：TLS 一般为 465，STARTTLS 一般为 587，不加密一般为 25。",
            min = "1",
            max = "65535",
            required = false)
    int port() default 465;

    @AttributeDefinition(
            name = "加密方式",
            description = "与邮件服务器之间的连接怎样加密。不加密时口令以明文传输，只可用于可信的内网。",
            options = {
                @Option(label = "TLS（从一开始就加密）", value = "TLS"),
                @Option(label = "STARTTLS（先连接后加密，服务器不支持则不发送）", value = "STARTTLS"),
                @Option(label = "不加密", value = "NONE")
            },
            required = false)
    Security security() default Security.TLS;

    @AttributeDefinition(
            name = "受信任的证书",
            description = "PEM 文件的路径：只信任其中的证书（内网自建 CA 时使用）。留空则信任 Java 自带的证书。",
            required = false)
    String trustedCertificates() default "";

    @AttributeDefinition(name = "登录名", description = "登录邮件服务器的用户名。留空则不登录。", required = false)
    String user() default "";

    @AttributeDefinition(
            name = "口令",
            description = "登录邮件服务器的口令或授权码。有登录名时必填。",
            type = AttributeType.PASSWORD,
            required = false)
    String _password() default "";

    @AttributeDefinition(name = "发件人地址", description = "发件人的邮箱地址，例如 duban@example.gov.cn。")
    String from();

    @AttributeDefinition(name = "发件人名称", description = "收件人看到的发件人名称。", required = false)
    String fromName() default "督查室";

    @AttributeDefinition(
            name = "事项链接",
            description = "打开事项的网址，其中 {matter} 代表事项编号，例如 https://oa.example.gov.cn/matter/{matter}。留空则邮件中没有链接。",
            required = false)
    String linkTemplate() default "";

    @AttributeDefinition(
            name = "连接时限（毫秒）",
            description = "连接邮件服务器最多用多少毫秒。",
            min = "100",
            max = "28000",
            required = false)
    int connectTimeoutMillis() default 10_000;

    @AttributeDefinition(
            name = "应答时限（毫秒）",
            description = "每一步最多等邮件服务器多少毫秒。",
            min = "100",
            max = "28000",
            required = false)
    int readTimeoutMillis() default 10_000;

    @AttributeDefinition(
            name = "总时限（毫秒）",
            description = "发一封邮件从连接到结束最多用多少毫秒，到时即断开，稍后再试。",
            min = "100",
            max = "28000",
            required = false)
    int totalTimeoutMillis() default 25_000;
}
