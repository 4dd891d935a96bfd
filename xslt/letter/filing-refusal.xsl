<?xml version="1.0" encoding="UTF-8"?>
<!-- filing-refusal.xsl: 备案、登记不予通过通知. Reads record/decision{reason
     contact phone}; letter name agency-… for agencies. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:variable name="what">
    <xsl:choose>
      <xsl:when test="starts-with($data/@name, 'agency')">代理机构登记</xsl:when>
      <xsl:otherwise>专利预审备案</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="case" mode="title"><xsl:value-of select="concat('关于不予', $what, '的通知')"/></xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/decision" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:value-of select="concat('你单位的', $what, '申请（编号：', @number, '）收悉。根据')"/>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-2-2'"/></xsl:call-template>
      <xsl:value-of select="concat('规定，经审核，决定不予', $what, '。理由如下：')"/>
    </p>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/decision/reason"/>
      <xsl:with-param name="field" select="'decision/reason'"/>
    </xsl:call-template>
    <p>条件具备后，可以重新申请。</p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
