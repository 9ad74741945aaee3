package org.duban.search.internal.names;

import java.util.List;
import org.duban.search.internal.names.Name.Kind;

/** A small directory of a district. */
final class Directory {
    static final Name HOUSING = new Name(Kind.UNIT, "zjj", "七里河区住房和城乡建设局", "住建局");
    static final Name TRAFFIC = new Name(Kind.UNIT, "jtj", "七里河区交通运输局", "交通局");
    static final Name HEALTH = new Name(Kind.UNIT, "wjj", "七里河区卫生健康局", "卫健局");
    static final Name XIUCHUAN = new Name(Kind.UNIT, "xc", "秀川街道", "");
    static final Name YANJIAPING = new Name(Kind.PLACE, "yjp", "晏家坪街道", "晏家坪");
    static final Name XIGUOYUAN = new Name(Kind.PLACE, "xgy", "西果园镇", "西果园");
    static final Name CHONGQING = new Name(Kind.PLACE, "cq", "重庆路", "");
    static final Name BANK = new Name(Kind.UNIT, "yh", "长行银行", "");
    static final Name SHAN = new Name(Kind.PERSON, "p1", "单雄", "");
    static final Name XIE = new Name(Kind.PERSON, "p2", "解长生", "");
    static final Name ZENG = new Name(Kind.PERSON, "p3", "曾华", "");
    static final Name XIAN = new Name(Kind.PLACE, "xa", "西安", "");
    static final Name AHMAT = new Name(Kind.PERSON, "p4", "艾合买提·吕", "");

    static final List<Name> NAMES = List.of(
            HOUSING, TRAFFIC, HEALTH, XIUCHUAN, YANJIAPING, XIGUOYUAN, CHONGQING, BANK, SHAN, XIE, ZENG, XIAN, AHMAT);
    static final NameBook BOOK = NameBook.of(NAMES);

    private Directory() {}
}
