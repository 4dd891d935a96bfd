<?xml version="1.0" encoding="UTF-8"?>
<!-- blacklist-notice.xsl: 拟列入黑名单告知书. Reads record/proposal{ground
     facts basis contact phone}, limit/objection. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/ground.xsl"/>

  <xsl:template match="case" mode="title">关于拟列入失信黑名单的告知书</xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/subject/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/proposal" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>经查，你单位存在</xsl:text>
      <xsl:apply-templates select="record/proposal/ground" mode="words"/>
      <xsl:text>的情形。根据</xsl:text>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S1-1-1'"/></xsl:call-template>
      <xsl:text>规定，拟将你单位列入失信黑名单，在一定时间内禁止通过快速审查通道。现将有关事项告知如下：</xsl:text>
    </p>
    <h1>一、事实</h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/proposal/facts"/>
      <xsl:with-param name="field" select="'proposal/facts'"/>
    </xsl:call-template>
    <h1>二、依据</h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/proposal/basis"/>
      <xsl:with-param name="field" select="'proposal/basis'"/>
    </xsl:call-template>
    <h1>三、你单位的权利</h1>
    <p>
      <xsl:text>你单位可以提出异议并提交证明材料。提出异议的期限为</xsl:text>
      <xsl:apply-templates select="limit/objection[last()]" mode="limit"/>
      <xsl:text>。逾期未提出的，视为没有异议。列入的截止日期在决定中写明。</xsl:text>
    </p>
    <p>
      <xsl:text>特此告知。</xsl:text>
    </p>
  </xsl:template>
</xsl:stylesheet>
