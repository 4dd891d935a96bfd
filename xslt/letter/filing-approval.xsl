<?xml version="1.0" encoding="UTF-8"?>
<!-- filing-approval.xsl: 备案通过通知. Reads record/apply/title,
     record/decision{tier quota reason contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:template match="case" mode="title">关于同意专利预审备案的通知</xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/decision" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:value-of select="concat('你单位的专利预审备案申请（编号：', @number, '）收悉。根据')"/>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-2-2'"/></xsl:call-template>
      <xsl:text>规定，经审核，同意备案。现将有关事项通知如下：</xsl:text>
    </p>
    <h1>一、等级和额度</h1>
    <p>
      <xsl:value-of select="concat('你单位的备案等级为', translate(record/decision/tier, 'abc', 'ABC'), '类，年度预审额度为', record/decision/quota, '件。')"/>
      <xsl:text>等级和额度按每年复核的结果调整。</xsl:text>
    </p>
    <h1>二、审核意见</h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/decision/reason"/>
      <xsl:with-param name="field" select="'decision/reason'"/>
    </xsl:call-template>
    <h1>三、注意事项</h1>
    <p>请诚信提交专利申请。被认定为非正常申请或者预审不合格率过高的，将按规定暂停或者取消备案；列入失信黑名单的，列入期间不得通过快速审查通道。</p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
