<?xml version="1.0" encoding="UTF-8"?>
<!-- correction.xsl: 补正通知. Reads record/correction{item{part problem
     remedy}* contact phone}, limit/correction. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于补正', record/apply/title, '申报材料的通知')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/correction" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <xsl:variable name="you"><xsl:apply-templates select="party/applicant" mode="you"/></xsl:variable>
    <p>
      <xsl:value-of select="concat($you, '关于建设', record/apply/title, '的申报材料（申报编号：', @number, '）收悉。根据')"/>
      <xsl:call-template name="application-basis"/>
      <xsl:text>对申报材料的要求，经核对，以下内容需要补正，现一次性告知如下：</xsl:text>
    </p>
    <xsl:apply-templates select="record/correction/item" mode="point"/>
    <p>
      <xsl:value-of select="concat('请', $you, '补正后重新提交。')"/>
      <xsl:if test="limit/correction">
        <xsl:text>补正期限为</xsl:text>
        <xsl:apply-templates select="limit/correction[last()]" mode="limit"/>
        <xsl:text>。</xsl:text>
      </xsl:if>
      <xsl:text>补正期间，办理时限暂停计算。</xsl:text>
    </p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
