<?xml version="1.0" encoding="UTF-8"?>
<!-- preexam.xsl: how letters name the application that is pre-examined. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="preexam">
    <xsl:variable name="case" select="/letter-data/case"/>
    <xsl:value-of select="concat('“', $case/record/apply/title, '”')"/>
    <xsl:choose>
      <xsl:when test="$case/record/apply/type = 'invention'">发明专利申请</xsl:when>
      <xsl:when test="$case/record/apply/type = 'utility-model'">实用新型专利申请</xsl:when>
      <xsl:otherwise>外观设计专利申请</xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat('（预审编号：', $case/@number, '）')"/>
  </xsl:template>
</xsl:stylesheet>
