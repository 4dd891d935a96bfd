<?xml version="1.0" encoding="UTF-8"?>
<!-- field.xsl: what the letters of the procedure field-change share. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="asked">
    <xsl:variable name="kind" select="/letter-data/case/record/apply/kind"/>
    <xsl:choose>
      <xsl:when test="$kind = 'utility-model'">开展实用新型预审试点</xsl:when>
      <xsl:when test="$kind = 'evaluation-report'">开展专利权评价报告预审试点</xsl:when>
      <xsl:otherwise>调整产业领域</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="classes">
    <xsl:for-each select="/letter-data/case/record/apply/class">
      <xsl:if test="position() &gt; 1">；</xsl:if>
      <xsl:value-of select="concat(name, '（', ipc, locarno, '）')"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template name="why">
    <xsl:variable name="apply" select="/letter-data/case/record/apply"/>
    <xsl:choose>
      <xsl:when test="$apply/reason = 'low'">
        <xsl:value-of select="concat('该中心预审受理量连续两年偏低（上一年度', $apply/volume-last, '件，再上一年度', $apply/volume-before, '件）。')"/>
      </xsl:when>
      <xsl:when test="$apply/reason = 'moved'">该中心服务的产业已经明显转移。</xsl:when>
      <xsl:when test="$apply/reason = 'extend'">该中心拟向相关产业领域拓展。</xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
