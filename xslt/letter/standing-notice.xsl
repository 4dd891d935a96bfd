<?xml version="1.0" encoding="UTF-8"?>
<!-- standing-notice.xsl: 限期说明告知书. Reads record/review{role accepted failed
     rate? abnormal proposal facts contact phone}, limit/explain. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/standing.xsl"/>

  <xsl:template match="case" mode="title"><xsl:value-of select="concat('关于拟', $verb, $what, '的告知书')"/></xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="record/review/name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/review" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>根据</xsl:text>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-2-2'"/></xsl:call-template>
      <xsl:value-of select="concat('规定，拟', $verb, '你单位的', $what, '。现将有关事项告知如下：')"/>
    </p>
    <h1>一、事实</h1>
    <p><xsl:call-template name="figures"/></p>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="record/review/facts"/></xsl:call-template>
    <h1>二、说明情况</h1>
    <p>
      <xsl:text>你单位可以说明情况并提交证明材料，期限为</xsl:text>
      <xsl:apply-templates select="limit/explain[last()]" mode="limit"/>
      <xsl:text>。逾期未说明的，本中心依照规定作出决定。</xsl:text>
    </p>
    <p>
      <xsl:text>特此告知。</xsl:text>
    </p>
  </xsl:template>
</xsl:stylesheet>
