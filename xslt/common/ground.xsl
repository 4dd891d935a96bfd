<?xml version="1.0" encoding="UTF-8"?>
<!-- ground.xsl: the grounds of the blacklist (S1 一（一）4) in words. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="ground" mode="words">
    <xsl:choose>
      <xsl:when test=". = 'repeat-infringement'">重复侵权</xsl:when>
      <xsl:when test=". = 'false-patent'">假冒专利</xsl:when>
      <xsl:when test=". = 'defying-order'">拒不执行行政决定</xsl:when>
      <xsl:when test=". = 'abnormal-filing'">连续提交非正常申请</xsl:when>
      <xsl:when test=". = 'unlawful-agency'">违法违规从事专利代理</xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
