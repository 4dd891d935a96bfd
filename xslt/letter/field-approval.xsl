<?xml version="1.0" encoding="UTF-8"?>
<!-- field-approval.xsl: 批复 of a change of fields or a pilot. Reads
     record/apply{kind class*}, record/decision{text contact phone},
     letter/field-recommendation. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/field.xsl"/>
  <xsl:param name="form" select="'document'"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于同意', party/centre/@name)"/>
    <xsl:call-template name="asked"/>
    <xsl:text>的批复</xsl:text>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/centre/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/decision" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>你中心关于</xsl:text>
      <xsl:call-template name="asked"/>
      <xsl:value-of select="concat('的申请和', party/province/@name, '的推荐函（', letter/field-recommendation[last()]/@number, '）收悉。根据')"/>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S4a-3-2'"/></xsl:call-template>
      <xsl:text>规定，经研究，同意你中心</xsl:text>
      <xsl:call-template name="asked"/>
      <xsl:text>，现批复如下：</xsl:text>
    </p>
    <xsl:if test="not(record/apply/kind = 'evaluation-report')">
      <h1>一、服务领域</h1>
      <p>
        <xsl:text>自本批复印发之日起，你中心专利预审的领域为：</xsl:text>
        <xsl:call-template name="classes"/>
        <xsl:text>。</xsl:text>
      </p>
      <h1>二、要求</h1>
    </xsl:if>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="record/decision/text"/></xsl:call-template>
    <p>此复。</p>
  </xsl:template>
</xsl:stylesheet>
