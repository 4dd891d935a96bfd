<?xml version="1.0" encoding="UTF-8"?>
<!-- standing-decision.xsl: 暂停、取消备案（登记）决定. Reads record/review,
     record/explanation?, record/decision{result until? reason contact phone},
     limit/lock of a cancellation. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/standing.xsl"/>
  <xsl:param name="form" select="'document'"/>

  <xsl:template match="case" mode="title"><xsl:value-of select="concat('关于', $verb, record/review/name, $what, '的决定')"/></xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="record/review/name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/decision" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <h1>一、事实</h1>
    <p><xsl:call-template name="figures"/></p>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="record/review/facts"/></xsl:call-template>
    <h1>二、理由</h1>
    <p>
      <xsl:text>作出本决定前，已经告知你单位拟处理的事实。</xsl:text>
      <xsl:choose>
        <xsl:when test="record/explanation">你单位说明的情况已经研究。</xsl:when>
        <xsl:otherwise>你单位在规定期限内未说明情况。</xsl:otherwise>
      </xsl:choose>
    </p>
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="record/decision/reason"/></xsl:call-template>
    <h1>三、决定</h1>
    <p>
      <xsl:text>根据</xsl:text>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-2-2'"/></xsl:call-template>
      <xsl:value-of select="concat('规定，决定', $verb, '你单位的', $what)"/>
      <xsl:choose>
        <xsl:when test="record/decision/result = 'suspend'">
          <xsl:text>，至</xsl:text>
          <xsl:call-template name="date"><xsl:with-param name="on" select="record/decision/until"/></xsl:call-template>
          <xsl:text>止，期满自动恢复。</xsl:text>
        </xsl:when>
        <xsl:otherwise>
          <xsl:text>，自本决定签发之日起至</xsl:text>
          <xsl:call-template name="date"><xsl:with-param name="on" select="limit/lock[last()]/@due"/></xsl:call-template>
          <xsl:text>不得重新申请。</xsl:text>
        </xsl:otherwise>
      </xsl:choose>
    </p>
    <h1>四、救济途径</h1>
    <p><xsl:call-template name="remedy"/></p>
  </xsl:template>
</xsl:stylesheet>
