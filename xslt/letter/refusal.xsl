<?xml version="1.0" encoding="UTF-8"?>
<!-- refusal.xsl: 不予推荐通知 (letter name province-…) and 不予批准通知. Reads
     record/refusal{grounds reason advice contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:variable name="verb">
    <xsl:choose>
      <xsl:when test="starts-with($data/@name, 'province')">不予推荐</xsl:when>
      <xsl:otherwise>不予批准</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于', $verb, '建设', record/apply/title, '的通知')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/refusal" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies">
    <xsl:if test="not(starts-with($data/@name, 'province'))"><xsl:value-of select="party/province/@name"/></xsl:if>
  </xsl:template>

  <xsl:template match="case" mode="body">
    <xsl:variable name="you"><xsl:apply-templates select="party/applicant" mode="you"/></xsl:variable>
    <p>
      <xsl:value-of select="concat($you, '关于建设', record/apply/title, '的申报材料（申报编号：', @number, '）收悉。根据')"/>
      <xsl:call-template name="application-basis"/>
      <xsl:value-of select="concat('规定，经审核，决定', $verb, '。现将有关事项通知如下：')"/>
    </p>
    <h1>一、不符合的条件</h1>
    <p>
      <xsl:text>对照</xsl:text>
      <xsl:call-template name="application-basis"><xsl:with-param name="conditions" select="true()"/></xsl:call-template>
      <xsl:text>，本次申报在以下方面未获通过：</xsl:text>
      <xsl:call-template name="grounds"/>
      <xsl:text>。</xsl:text>
    </p>
    <h1>二、理由</h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/refusal/reason"/>
      <xsl:with-param name="field" select="'refusal/reason'"/>
    </xsl:call-template>
    <xsl:if test="normalize-space(record/refusal/advice) != ''">
      <h1>三、改进建议</h1>
      <xsl:call-template name="paragraphs">
        <xsl:with-param name="text" select="record/refusal/advice"/>
        <xsl:with-param name="field" select="'refusal/advice'"/>
      </xsl:call-template>
    </xsl:if>
    <p>特此通知。</p>
  </xsl:template>

  <!-- Codes of record/refusal/grounds, space between them. -->
  <xsl:template name="grounds">
    <xsl:param name="left" select="concat(normalize-space($record/refusal/grounds), ' ')"/>
    <xsl:variable name="one" select="substring-before($left, ' ')"/>
    <xsl:variable name="rest" select="substring-after($left, ' ')"/>
    <xsl:choose>
      <xsl:when test="$one = 'applicant'">申报主体</xsl:when>
      <xsl:when test="$one = 'industry'">产业条件</xsl:when>
      <xsl:when test="$one = 'enforcement'">执法条件</xsl:when>
      <xsl:when test="$one = 'design'">外观设计专利申请量</xsl:when>
      <xsl:when test="$one = 'support'">保障条件</xsl:when>
      <xsl:when test="$one = 'materials'">申报材料</xsl:when>
      <xsl:when test="$one = 'balance'">综合比较后未予选定</xsl:when>
      <xsl:otherwise>其他条件</xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$rest != ''">
      <xsl:text>、</xsl:text>
      <xsl:call-template name="grounds"><xsl:with-param name="left" select="$rest"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
