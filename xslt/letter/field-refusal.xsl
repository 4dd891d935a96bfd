<?xml version="1.0" encoding="UTF-8"?>
<!-- field-refusal.xsl: 不予推荐通知 (letter name province-…) and 不予批准通知 of a
     change of fields or a pilot. Reads record/province-opinion or
     record/decision{text contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/field.xsl"/>

  <xsl:variable name="province" select="starts-with($data/@name, 'province')"/>
  <xsl:variable name="opinion" select="$record/province-opinion[$province] | $record/decision[not($province)]"/>
  <xsl:variable name="verb">
    <xsl:choose>
      <xsl:when test="$province">不予推荐</xsl:when>
      <xsl:otherwise>不予批准</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于', $verb, party/centre/@name)"/>
    <xsl:call-template name="asked"/>
    <xsl:text>的通知</xsl:text>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/centre/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="$opinion" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>你中心关于</xsl:text>
      <xsl:call-template name="asked"/>
      <xsl:value-of select="concat('的申请（编号：', @number, '）收悉。根据')"/>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S4a-3-2'"/></xsl:call-template>
      <xsl:value-of select="concat('规定，经审核，决定', $verb, '。理由如下：')"/>
    </p>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$opinion/text"/></xsl:call-template>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
