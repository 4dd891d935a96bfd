<?xml version="1.0" encoding="UTF-8"?>
<!-- assessment-result.xsl: 考核结果通报 to a centre (assessment-report, both
     versions). Reads record/round{year pass-score? low-share},
     record/centre/title, record/result{score rank of failed last low twice?},
     record/score/indicator{name weight score note}*, record/previous. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:variable name="round" select="$record/round"/>
  <xsl:variable name="result" select="$record/result"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于', record/centre/title, $round/year, '年度绩效考核结果的通报')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="record/centre/title"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>
  <xsl:template match="case" mode="annexes">
    <xsl:if test="record/score/indicator"><annex-note>考核指标得分表</annex-note></xsl:if>
  </xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>根据</xsl:text>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S1-4'"/></xsl:call-template>
      <xsl:value-of select="concat('规定，我局组织开展了', $round/year, '年度绩效考核。现将你中心考核结果通报如下：')"/>
    </p>
    <h1>一、考核结果</h1>
    <p>
      <xsl:value-of select="concat('你中心考核得分为', $result/score, '分，在参加考核的', $result/of, '家中心中居第', $result/rank, '位。')"/>
    </p>
    <xsl:if test="record/previous/score != ''">
      <p>
        <xsl:value-of select="concat('上一年度考核得分为', record/previous/score, '分，在', record/previous/of, '家中心中居第', record/previous/rank, '位。')"/>
      </p>
    </xsl:if>
    <h1>二、结果认定</h1>
    <p><xsl:call-template name="verdict"/></p>
    <p>特此通报。</p>
  </xsl:template>

  <!-- The rule as it stood for the year: with a pass mark (2016) or without. -->
  <xsl:template name="verdict">
    <xsl:variable name="old" select="string($round/pass-score) != ''"/>
    <xsl:variable name="cause">
      <xsl:if test="$result/failed = 'true'"><xsl:value-of select="concat('得分低于', $round/pass-score, '分')"/></xsl:if>
      <xsl:if test="$result/failed = 'true' and $result/last = 'true'">，且</xsl:if>
      <xsl:if test="$result/last = 'true'"><xsl:value-of select="concat('名次位于后', $round/low-share, '%')"/></xsl:if>
    </xsl:variable>
    <xsl:text>根据</xsl:text>
    <xsl:choose>
      <xsl:when test="$old"><xsl:call-template name="basis"><xsl:with-param name="clause" select="'S1-4'"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-3'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
    <xsl:text>规定，</xsl:text>
    <xsl:choose>
      <xsl:when test="$result/low != 'true' and $old">
        <xsl:value-of select="concat('你中心得分不低于', $round/pass-score, '分，名次不在后', $round/low-share, '%，不需责令限期整改。')"/>
      </xsl:when>
      <xsl:when test="$result/low != 'true'">
        <xsl:value-of select="concat('你中心名次不在后', $round/low-share, '%，不需督促整改。')"/>
      </xsl:when>
      <xsl:when test="$result/twice = 'true'">
        <xsl:value-of select="concat('你中心', $cause, '，且上一年度属于同类情形，我局将按照连续两年考核靠后的规定另行处理。')"/>
      </xsl:when>
      <xsl:when test="$old"><xsl:value-of select="concat('你中心', $cause, '，我局将另行责令限期整改。')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('你中心', $cause, '，属于绩效评价靠后，我局将另行督促整改。')"/></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat('认定办法：得分相同的，名次并列；名次大于参加考核中心数（', $result/of, '家）的',
        100 - $round/low-share, '%的，为位于后', $round/low-share, '%。')"/>
  </xsl:template>

  <xsl:template match="case" mode="annexed">
    <xsl:if test="record/score/indicator">
      <annex title="考核指标得分表">
        <table widths="3 1 1 3">
          <row>
            <cell head="yes">指标</cell><cell head="yes">满分</cell>
            <cell head="yes">得分</cell><cell head="yes">说明</cell>
          </row>
          <xsl:for-each select="record/score/indicator">
            <row>
              <cell field="score/indicator/name"><xsl:value-of select="name"/></cell>
              <cell align="centre"><xsl:value-of select="weight"/></cell>
              <cell align="centre"><xsl:value-of select="score"/></cell>
              <cell field="score/indicator/note"><xsl:value-of select="note"/></cell>
            </row>
          </xsl:for-each>
          <row>
            <cell head="yes">合计</cell>
            <cell align="centre"><xsl:value-of select="sum(record/score/indicator/weight)"/></cell>
            <cell align="centre"><xsl:value-of select="$result/score"/></cell>
            <cell/>
          </row>
        </table>
      </annex>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
