package org.duban.ledger.internal.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.duban.api.matter.Assignment.UnitRole;
import org.duban.api.office.Unit;
import org.duban.ledger.internal.intake.UnitNames.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitNamesTest {

    private static final UnitNames UNITS = new UnitNames(
            IntakeRules.read(null).units(),
            List.of(
                    new Unit("zjj", "住房和城乡建设局", "住建局", null),
                    new Unit("hbj", "生态环境局", "环保局", null),
                    new Unit("gxj", "省工业和信息化厅", "工信厅", null),
                    new Unit("scj", "省市场监管局", "省市场监管局", null),
                    new Unit("sw", "区委宣传部", "宣传部", null),
                    new Unit("xz", "西站街道办事处", "西站街道", "62010301")));

    /** {@code zjj+ hbj-}: lead, assisting; without a sign the role isn't said. */
    private static String read(String cell) {
        return UNITS.read(cell).stream()
                .map(n -> (n.unit() != null ? n.unit().id() : n.general() ? "?" : "!" + n.name())
                        + (n.said() == null ? "" : n.said() == UnitRole.LEAD ? "+" : "-"))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "住建局 | zjj",
                "住房和城乡建设局 | zjj",
                "区住建局 | zjj",
                "zjj | zjj",
                "住建局、环保局 | zjj hbj",
                "住建局，环保局；宣传部 | zjj hbj sw",
                "住建局/环保局 | zjj hbj",
                "住建局 环保局　西站街道 | zjj hbj xz",
                "住建局和环保局 | zjj hbj",
                "住房和城乡建设局和生态环境局 | zjj hbj",
                "住建局（牵头）、环保局（配合） | zjj+ hbj-",
                "住建局牵头，环保局、宣传部配合 | zjj+ hbj- sw-",
                "牵头单位：住建局；配合单位：环保局 | zjj+ hbj-",
                "住建局、环保局按职责分工负责 | zjj hbj",
                "住建局、环保局等单位负责 | zjj hbj",
                "住建局、环保局等和各有关省级人民政府负责 | zjj hbj ?",
                "住建局牵头，各有关单位按职责分工负责 | zjj+ ?",
                "省工业和信息化厅牵头 | gxj+",
                "工业和信息化厅 | gxj",
                "住建局会同有关部门负责 | zjj ?",
                "市场监管局 | scj",
                "省市场监管局 | scj",
                "住建局、住房和城乡建设局 | zjj",
                "住建局负责，排在第一位的部门为牵头部门，下同 | zjj",
                "ＺＪＪ | zjj",
                "水务局 | !水务局"
            })
    void unitsAreReadAsOfficesWriteThem(String cell, String units) {
        assertEquals(units, read(cell));
    }

    @Test
    void forAnUnknownUnitTheNearestIsNamed() {
        Named wrong = UNITS.read("住房城乡建设局").get(0);
        assertEquals("通讯录中没有这个单位", wrong.fault());
        assertEquals("是不是「住房和城乡建设局」？须与通讯录中的全称或简称一致", wrong.expected());
        assertEquals("通讯录中单位的全称或简称", UNITS.read("气象台").get(0).expected());
    }

    @Test
    void aNameOfTwoUnitsIsNotGuessed() {
        UnitNames two = new UnitNames(
                IntakeRules.read(null).units(),
                List.of(new Unit("a", "市教育局", "市教育局", null), new Unit("b", "区教育局", "区教育局", null)));
        assertEquals("a", two.read("市教育局").get(0).unit().id());
        assertEquals("其中一个的全称：市教育局、区教育局", two.read("教育局").get(0).expected());
    }

    @Property
    void anyTextIsReadWithoutAnException(@ForAll String text) {
        for (Named named : UNITS.read(text)) {
            assertTrue(named.unit() != null || named.general() || !named.fault().isEmpty());
        }
    }
}
