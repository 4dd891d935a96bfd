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
      <xsl:value-of select="concat(party/province/@name, '《推荐函》（', letter/field-recommendation[last()]/@number, '）收悉。经研究，同意你中心')"/>
      <xsl:call-template name="asked"/>
      <xsl:text>。现批复如下：</xsl:text>
    </p>
    <xsl:if test="record/apply/kind != 'evaluation-report'">
      <h1>一、服务领域</h1>
      <p>
        <xsl:text>自本批复签发之日起，你中心预审的领域为：</xsl:text>
        <xsl:call-template name="classes"/>
        <xsl:text>。</xsl:text>
      </p>
      <h1>二、要求</h1>
    </xsl:if>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="record/decision/text"/></xsl:call-template>
    <p>此复。</p>
  </xsl:template>
</xsl:stylesheet>
