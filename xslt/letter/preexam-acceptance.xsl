<?xml version="1.0" encoding="UTF-8"?>
<!-- preexam-acceptance.xsl: 预审受理通知. Reads record/apply{title type},
     limit/exam. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/preexam.xsl"/>

  <xsl:template match="case" mode="title">关于受理专利预审申请的通知</xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>你单位提交的</xsl:text>
      <xsl:call-template name="preexam"/>
      <xsl:text>预审材料收悉。经核对，主体、领域和形式符合要求，予以受理。预审时限为</xsl:text>
      <xsl:apply-templates select="limit/exam[last()]" mode="limit"/>
      <xsl:text>；需要答复预审意见的，答复期间时限暂停计算。</xsl:text>
    </p>
    <p>预审合格前，请勿向国家知识产权局提交本申请。本中心对受理和审查过程严格保密。</p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
