<?xml version="1.0" encoding="UTF-8"?>
<!-- site-visit.xsl: 现场考察通知, and 验收通知 (letter name inspection-visit).
     Reads record/visit{date days place programme member{name organ position
     lead}* contact phone}, record/apply or record/designation. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:variable name="inspects" select="starts-with($data/@name, 'inspection')"/>
  <xsl:variable name="centre" select="string(($record/designation/title | $record/apply/title)[1])"/>
  <xsl:variable name="what">
    <xsl:choose><xsl:when test="$inspects">验收</xsl:when><xsl:otherwise>现场考察</xsl:otherwise></xsl:choose>
  </xsl:variable>
  <xsl:variable name="papers">
    <xsl:choose><xsl:when test="$inspects">建设情况的有关材料</xsl:when><xsl:otherwise>申报材料所述情况的证明材料</xsl:otherwise></xsl:choose>
  </xsl:variable>
  <xsl:variable name="group">
    <xsl:choose><xsl:when test="$inspects">验收组名单</xsl:when><xsl:otherwise>考察组名单</xsl:otherwise></xsl:choose>
  </xsl:variable>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于对', $centre, '建设工作进行', $what, '的通知')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/visit" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>
  <xsl:template match="case" mode="annexes"><annex-note><xsl:value-of select="$group"/></annex-note></xsl:template>
  <xsl:template match="case" mode="annexed">
    <xsl:apply-templates select="record/visit" mode="members"><xsl:with-param name="title" select="$group"/></xsl:apply-templates>
  </xsl:template>

  <xsl:template match="case" mode="body">
    <xsl:variable name="you"><xsl:apply-templates select="party/applicant" mode="you"/></xsl:variable>
    <p>
      <xsl:choose>
        <xsl:when test="$inspects"><xsl:call-template name="acceptance-basis"/></xsl:when>
        <xsl:otherwise>
          <xsl:text>根据</xsl:text>
          <xsl:call-template name="application-basis"/>
          <xsl:text>规定</xsl:text>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="concat('，我局决定组织对', $you, '建设', $centre, '进行', $what, '。现将有关事项通知如下：')"/>
    </p>
    <h1>一、时间和地点</h1>
    <p>
      <xsl:call-template name="date"><xsl:with-param name="on" select="record/visit/date"/></xsl:call-template>
      <xsl:if test="record/visit/days &gt; 1">起</xsl:if>
      <xsl:value-of select="concat('，为期', record/visit/days, '天，地点为', record/visit/place, '。')"/>
    </p>
    <h1><xsl:value-of select="concat('二、', $what, '内容')"/></h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/visit/programme"/>
      <xsl:with-param name="field" select="'visit/programme'"/>
    </xsl:call-template>
    <h1>三、有关要求</h1>
    <p>
      <xsl:value-of select="concat('请', $you, '安排有关人员到场，备齐', $papers, '，配合', $what, '组工作。')"/>
    </p>
    <p>特此通知。</p>
  </xsl:template>
</xsl:stylesheet>
