<?xml version="1.0" encoding="UTF-8"?>
<!-- preexam-conclusion.xsl: 预审合格、不合格通知. Reads record/apply{title type},
     record/conclusion{result reason contact phone}, limit/report of a pass. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/preexam.xsl"/>

  <xsl:variable name="passed" select="$record/conclusion/result = 'pass'"/>

  <xsl:template match="case" mode="title">
    <xsl:choose>
      <xsl:when test="$passed">关于专利预审合格的通知</xsl:when>
      <xsl:otherwise>关于专利预审不合格的通知</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/conclusion" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>你单位提交的</xsl:text>
      <xsl:call-template name="preexam"/>
      <xsl:choose>
        <xsl:when test="$passed">，经审查，预审合格。</xsl:when>
        <xsl:otherwise>，经审查，预审不合格，理由如下：</xsl:otherwise>
      </xsl:choose>
    </p>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="record/conclusion/reason"/></xsl:call-template>
    <p>
      <xsl:choose>
        <xsl:when test="$passed">
          <xsl:text>请向国家知识产权局提交与预审合格文件一致的申请，并报送申请号，期限为</xsl:text>
          <xsl:apply-templates select="limit/report[last()]" mode="limit"/>
          <xsl:text>。逾期未报送的，不再进入快速审查通道。</xsl:text>
        </xsl:when>
        <xsl:otherwise>你单位可以按照普通程序向国家知识产权局提交专利申请。</xsl:otherwise>
      </xsl:choose>
    </p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
