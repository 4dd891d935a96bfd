<?xml version="1.0" encoding="UTF-8"?>
<!-- blacklist-repair.xsl: 信用修复决定. Reads record/proposal/name,
     record/repair-decision{result reason contact phone},
     letter/blacklist-decision. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于', record/proposal/name, '信用修复的决定')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="record/proposal/name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/repair-decision" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>你单位就列入失信黑名单的决定（</xsl:text>
      <xsl:value-of select="letter/blacklist-decision[last()]/@number"/>
      <xsl:text>）提出的信用修复申请收悉。经核查，决定如下：</xsl:text>
    </p>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/repair-decision/reason"/>
      <xsl:with-param name="field" select="'repair-decision/reason'"/>
    </xsl:call-template>
    <p>
      <xsl:choose>
        <xsl:when test="record/repair-decision/result = 'repair'">同意信用修复，自本决定签发之日起将你单位移出失信黑名单。</xsl:when>
        <xsl:otherwise>
          <xsl:text>不同意信用修复，列入期限仍至</xsl:text>
          <xsl:call-template name="date"><xsl:with-param name="on" select="record/decision/until"/></xsl:call-template>
          <xsl:text>止。自本决定签发之日起满</xsl:text>
          <xsl:value-of select="parameter/repair-after"/>
          <xsl:text>日后可以再次申请。</xsl:text>
        </xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>
</xsl:stylesheet>
