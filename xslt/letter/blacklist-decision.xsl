<?xml version="1.0" encoding="UTF-8"?>
<!-- blacklist-decision.xsl: 列入黑名单决定. Reads record/proposal{ground facts},
     record/objection{position}?, record/decision{reason until contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/ground.xsl"/>
  <xsl:param name="form" select="'document'"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于将', record/proposal/name, '列入失信黑名单的决定')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="record/proposal/name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/decision" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <h1>一、事实</h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/proposal/facts"/>
      <xsl:with-param name="field" select="'proposal/facts'"/>
    </xsl:call-template>
    <h1>二、理由和依据</h1>
    <p>
      <xsl:text>你单位的行为属于</xsl:text>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S1-1-1'"/></xsl:call-template>
      <xsl:text>所列的</xsl:text>
      <xsl:apply-templates select="record/proposal/ground" mode="words"/>
      <xsl:text>。作出本决定前，已经告知你单位拟列入的事实和依据。</xsl:text>
      <xsl:choose>
        <xsl:when test="record/objection/position = 'object'">你单位提出的异议已经研究。</xsl:when>
        <xsl:when test="record/objection/position = 'accept'">你单位表示没有异议。</xsl:when>
        <xsl:otherwise>你单位在规定期限内未提出异议。</xsl:otherwise>
      </xsl:choose>
    </p>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/decision/reason"/>
      <xsl:with-param name="field" select="'decision/reason'"/>
    </xsl:call-template>
    <h1>三、决定</h1>
    <p>
      <xsl:text>自本决定签发之日起，将你单位列入失信黑名单，至</xsl:text>
      <xsl:call-template name="date"><xsl:with-param name="on" select="record/decision/until"/></xsl:call-template>
      <xsl:text>止。列入期间，禁止通过快速审查通道。</xsl:text>
    </p>
    <h1>四、信用修复</h1>
    <p>
      <xsl:text>纠正失信行为并作出信用承诺的，列入满</xsl:text>
      <xsl:value-of select="parameter/repair-after"/>
      <xsl:text>日后可以申请信用修复。</xsl:text>
    </p>
    <h1>五、救济途径</h1>
    <p><xsl:call-template name="remedy"/></p>
  </xsl:template>
</xsl:stylesheet>
