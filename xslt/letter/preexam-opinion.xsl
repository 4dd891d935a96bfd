<?xml version="1.0" encoding="UTF-8"?>
<!-- preexam-opinion.xsl: 预审意见通知书. Reads record/apply{title type},
     record/opinion{point{kind text remedy?}* contact phone}, limit/answer. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:import href="../common/preexam.xsl"/>

  <xsl:variable name="nth">
    <xsl:call-template name="ordinal"><xsl:with-param name="n" select="count($data/case/limit/answer)"/></xsl:call-template>
  </xsl:variable>

  <xsl:template match="case" mode="title"><xsl:value-of select="concat('关于第', $nth, '次专利预审意见的通知')"/></xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/opinion" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <p>你单位提交的<xsl:call-template name="preexam"/>，经预审，现将意见通知如下：</p>
    <xsl:for-each select="record/opinion/point">
      <p>
        <xsl:value-of select="concat(position(), '.')"/>
        <xsl:choose>
          <xsl:when test="kind = 'subject'">主体方面：</xsl:when>
          <xsl:when test="kind = 'format'">格式方面：</xsl:when>
          <xsl:otherwise>内容方面：</xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="sentence"><xsl:with-param name="text" select="text"/></xsl:call-template>
        <xsl:if test="remedy != ''">
          <xsl:text>修改建议：</xsl:text>
          <xsl:call-template name="sentence"><xsl:with-param name="text" select="remedy"/></xsl:call-template>
        </xsl:if>
      </p>
    </xsl:for-each>
    <p>
      <xsl:text>请答复并提交修改后的文件，期限为</xsl:text>
      <xsl:apply-templates select="limit/answer[last()]" mode="limit"/>
      <xsl:text>。逾期未答复的，预审终止。</xsl:text>
    </p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
