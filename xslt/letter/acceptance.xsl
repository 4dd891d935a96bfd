<?xml version="1.0" encoding="UTF-8"?>
<!-- acceptance.xsl: 受理通知, of the province (letter name province-…) or the
     national office. Reads record/apply, limit/province-review or
     limit/national-review. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:variable name="review" select="$data/case/limit/*[local-name() =
      concat(substring-before($data/@name, '-'), '-review')][last()]"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于受理', record/apply/title, '申报的通知')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <xsl:variable name="you"><xsl:apply-templates select="party/applicant" mode="you"/></xsl:variable>
    <p>
      <xsl:value-of select="concat($you, '关于建设', record/apply/title, '的申报材料收悉。根据')"/>
      <xsl:call-template name="application-basis"/>
      <xsl:value-of select="concat('规定，经核对，申报材料齐全，我局予以受理，申报编号为', @number, '。')"/>
    </p>
    <xsl:if test="$review">
      <p>
        <xsl:text>审核自受理之日起进行，办理时限为</xsl:text>
        <xsl:apply-templates select="$review" mode="limit"/>
        <xsl:text>；其间需要补正的，补正时间不计入。</xsl:text>
      </p>
    </xsl:if>
    <p>
      <xsl:choose>
        <xsl:when test="starts-with($data/@name, 'province')">审核通过的，我局以推荐函形式报国家知识产权局；不予推荐的，书面说明理由。</xsl:when>
        <xsl:otherwise>材料完备、条件基本具备的，我局组织现场考察；不予批准的，书面说明理由。</xsl:otherwise>
      </xsl:choose>
    </p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
