<?xml version="1.0" encoding="UTF-8"?>
<!-- filing-correction.xsl: 备案、登记申请的补正通知. Reads record/correction{item
     {part problem remedy}* contact phone}, limit/correction; letter name
     agency-… for agencies. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:variable name="what">
    <xsl:choose>
      <xsl:when test="starts-with($data/@name, 'agency')">代理机构登记</xsl:when>
      <xsl:otherwise>专利预审备案</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="case" mode="title"><xsl:value-of select="concat('关于补正', $what, '材料的通知')"/></xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/correction" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p><xsl:value-of select="concat('你单位的', $what, '申请（编号：', @number, '）收悉。经核对，以下内容需要补正，现一次性告知如下：')"/></p>
    <xsl:apply-templates select="record/correction/item" mode="point"/>
    <p>
      <xsl:text>请补正后重新提交，补正期限为</xsl:text>
      <xsl:apply-templates select="limit/correction[last()]" mode="limit"/>
      <xsl:text>。逾期未提交的，视为撤回申请。补正期间，办理时限暂停计算。</xsl:text>
    </p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
