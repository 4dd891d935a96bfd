<?xml version="1.0" encoding="UTF-8"?>
<!-- field-recommendation.xsl: 推荐函 of a change of fields or a pilot. Reads
     record/apply{kind reason? volume-last? volume-before? class*},
     record/province-opinion{text contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/field.xsl"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于推荐', party/centre/@name)"/>
    <xsl:call-template name="asked"/>
    <xsl:text>的函</xsl:text>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/national/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/province-opinion" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:value-of select="concat(party/centre/@name, '向我局提出')"/>
      <xsl:call-template name="asked"/>
      <xsl:text>的申请。根据</xsl:text>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S4a-3-2'"/></xsl:call-template>
      <xsl:text>规定，我局进行了审核，同意推荐，现将有关情况函告如下：</xsl:text>
    </p>
    <p>
      <xsl:call-template name="why"/>
      <xsl:text>申请的专利预审领域为：</xsl:text>
      <xsl:call-template name="classes"/>
      <xsl:text>。</xsl:text>
    </p>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="record/province-opinion/text"/></xsl:call-template>
    <p>请予审批。</p>
  </xsl:template>
</xsl:stylesheet>
