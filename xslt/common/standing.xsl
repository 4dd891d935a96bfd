<?xml version="1.0" encoding="UTF-8"?>
<!-- standing.xsl: what the letters of the procedure standing share. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="what">
    <xsl:choose>
      <xsl:when test="/letter-data/case/record/review/role = 'agency'">代理机构登记</xsl:when>
      <xsl:otherwise>专利预审备案</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <!-- The decision where there is one, else the proposal. -->
  <xsl:variable name="measure" select="(/letter-data/case/record/decision/result
      | /letter-data/case/record/review/proposal[not(../../decision)])[1]"/>
  <xsl:variable name="verb">
    <xsl:choose>
      <xsl:when test="$measure = 'suspend'">暂停</xsl:when>
      <xsl:otherwise>取消</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template name="figures">
    <xsl:variable name="review" select="/letter-data/case/record/review"/>
    <xsl:value-of select="concat('近一年，你单位提交或者代理的预审', $review/accepted, '件')"/>
    <xsl:if test="$review/rate != '' and $review/accepted &gt; 0">
      <xsl:value-of select="concat('，不合格', $review/failed, '件，不合格率', $review/rate, '%')"/>
    </xsl:if>
    <xsl:value-of select="concat('；被认定的非正常申请', $review/abnormal, '件。')"/>
  </xsl:template>
</xsl:stylesheet>
