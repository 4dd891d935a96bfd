<?xml version="1.0" encoding="UTF-8"?>
<!-- disqualification.xsl: 取消资格决定 (rule of 2016: record/assessment has
     pass-score) and 退出决定 (rule of 2025). Reads record/assessment,
     record/rectification?, record/proposal/facts, record/statement{position},
     record/decision{reason effective-on pending contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:param name="form" select="'document'"/>

  <xsl:variable name="assessment" select="$record/assessment"/>
  <xsl:variable name="old" select="string($assessment/pass-score) != ''"/>

  <xsl:template match="case" mode="title">
    <xsl:choose>
      <xsl:when test="$old"><xsl:value-of select="concat('关于取消', $assessment/title, '参与快速协同保护工作资格的决定')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('关于', $assessment/title, '退出快速协同保护机制的决定')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="$assessment/title"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/decision" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <h1>一、事实</h1>
    <p>
      <xsl:value-of select="concat($assessment/year, '年度绩效考核中，你中心得分为', $assessment/score, '分，在', $assessment/of, '家中心中居第', $assessment/rank, '位。')"/>
      <xsl:if test="$assessment/previous-score != ''">
        <xsl:value-of select="concat('上一年度得分为', $assessment/previous-score, '分，在', $assessment/previous-of, '家中心中居第', $assessment/previous-rank, '位。')"/>
      </xsl:if>
    </p>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/proposal/facts"/>
      <xsl:with-param name="field" select="'proposal/facts'"/>
    </xsl:call-template>
    <h1>二、理由和依据</h1>
    <p><xsl:call-template name="rule"/></p>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/decision/reason"/>
      <xsl:with-param name="field" select="'decision/reason'"/>
    </xsl:call-template>
    <p><xsl:call-template name="heard"/></p>
    <h1>三、决定</h1>
    <p><xsl:call-template name="ruling"/></p>
    <h1>四、在办业务的处理</h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/decision/pending"/>
      <xsl:with-param name="field" select="'decision/pending'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="rule">
    <xsl:choose>
      <xsl:when test="$old">
        <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S1-4'"/></xsl:call-template>
        <xsl:value-of select="concat('规定，连续两年考核得分低于', $assessment/pass-score, '分或者位于后', $assessment/low-share, '%的，取消其参与快速审查、快速确权及快速维权的资格。')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-3'"/></xsl:call-template>
        <xsl:text>规定，对绩效评价靠后的加强督促整改，整改不力的退出快速协同保护机制。</xsl:text>
        <xsl:if test="$record/rectification/reason != ''">
          <xsl:text>经核查，你中心整改不力：</xsl:text>
          <xsl:call-template name="sentence"><xsl:with-param name="text" select="$record/rectification/reason"/></xsl:call-template>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="heard">
    <xsl:text>作出本决定前，我局已将拟处理意见告知你中心。</xsl:text>
    <xsl:choose>
      <xsl:when test="$record/hearing/date != ''">
        <xsl:text>我局于</xsl:text>
        <xsl:call-template name="date"><xsl:with-param name="on" select="$record/hearing/date"/></xsl:call-template>
        <xsl:text>当面听取了你中心的陈述意见。</xsl:text>
      </xsl:when>
      <xsl:when test="$record/statement/position = 'accept'">你中心表示无异议。</xsl:when>
      <xsl:when test="$record/statement/position = 'object'">我局对你中心提出的书面意见进行了研究。</xsl:when>
      <xsl:otherwise>你中心未在规定时间内提出意见。</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="ruling">
    <xsl:text>自</xsl:text>
    <xsl:call-template name="date"><xsl:with-param name="on" select="$record/decision/effective-on"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="$old"><xsl:value-of select="concat('起，取消', $assessment/title, '参与快速审查、快速确权及快速维权的资格。')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('起，', $assessment/title, '退出快速协同保护机制。')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
