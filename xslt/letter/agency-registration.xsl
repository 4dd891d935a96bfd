<?xml version="1.0" encoding="UTF-8"?>
<!-- agency-registration.xsl: 代理机构登记通知. Reads record/decision{reason
     contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:template match="case" mode="title">关于同意代理机构登记的通知</xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/decision" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:value-of select="concat('你单位的代理机构登记申请（编号：', @number, '）收悉。根据')"/>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-2-2'"/></xsl:call-template>
      <xsl:text>规定，经审核，同意登记，可以代理向本中心提出的专利预审申请。</xsl:text>
    </p>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="record/decision/reason"/></xsl:call-template>
    <p>
      <xsl:text>登记后按规则动态管理：一年内预审不合格率超过</xsl:text>
      <xsl:text>规定比例，或者代理非正常申请达到规定件数的，暂停或者取消登记。</xsl:text>
    </p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
