<?xml version="1.0" encoding="UTF-8"?>
<!-- rectification.xsl: 责令限期整改通知书 (rule of 2016: record/assessment has
     pass-score) and 督促整改函 (rule of 2025). Reads
     record/assessment{year title score rank of failed last pass-score?
     low-share}, record/order{item{problem remedy}* amount unit note contact
     phone}, limit/rectify. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:variable name="assessment" select="$record/assessment"/>
  <xsl:variable name="old" select="string($assessment/pass-score) != ''"/>

  <xsl:template match="case" mode="title">
    <xsl:choose>
      <xsl:when test="$old"><xsl:value-of select="concat('关于责令', $assessment/title, '限期整改的通知')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('关于督促', $assessment/title, '整改的函')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="$assessment/title"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/order" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p><xsl:call-template name="facts"/></p>
    <h1>一、存在的问题和整改要求</h1>
    <xsl:apply-templates select="record/order/item" mode="point"/>
    <h1>二、整改期限</h1>
    <p>
      <xsl:text>整改期限为</xsl:text>
      <xsl:choose>
        <xsl:when test="limit/rectify"><xsl:apply-templates select="limit/rectify[last()]" mode="limit"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="span">
            <xsl:with-param name="amount" select="record/order/amount"/>
            <xsl:with-param name="unit" select="record/order/unit"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:text>。请在期限内完成整改，并向我局提交整改报告。</xsl:text>
    </p>
    <xsl:if test="normalize-space(record/order/note) != ''">
      <h1>三、其他事项</h1>
      <xsl:call-template name="paragraphs">
        <xsl:with-param name="text" select="record/order/note"/>
        <xsl:with-param name="field" select="'order/note'"/>
      </xsl:call-template>
    </xsl:if>
    <p><xsl:choose><xsl:when test="$old">特此通知。</xsl:when><xsl:otherwise>特此函告。</xsl:otherwise></xsl:choose></p>
  </xsl:template>

  <xsl:template name="facts">
    <xsl:value-of select="concat('经', $assessment/year, '年度绩效考核，你中心得分为', $assessment/score, '分，在',
        $assessment/of, '家中心中居第', $assessment/rank, '位，')"/>
    <xsl:if test="$assessment/failed = 'true'"><xsl:value-of select="concat('得分低于', $assessment/pass-score, '分')"/></xsl:if>
    <xsl:if test="$assessment/failed = 'true' and $assessment/last = 'true'">，</xsl:if>
    <xsl:if test="$assessment/last = 'true'"><xsl:value-of select="concat('名次位于后', $assessment/low-share, '%')"/></xsl:if>
    <xsl:text>。根据</xsl:text>
    <xsl:choose>
      <xsl:when test="$old">
        <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S1-4'"/></xsl:call-template>
        <xsl:text>规定，现责令你中心限期整改，有关事项通知如下：</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-3'"/></xsl:call-template>
        <xsl:text>关于对绩效评价靠后的加强督促整改的规定，请你中心进行整改，有关事项函告如下：</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
