<?xml version="1.0" encoding="UTF-8"?>
<!--
case.xsl: what the pages of one case share: title, breadcrumb, tabs.
  case-tabs   on ("case" or "record")
Input: <page><case number title title_en subject …/></page>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:template match="page" mode="title">
    <xsl:choose>
      <xsl:when test="case/subject != ''"><xsl:value-of select="case/subject"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="case/title[$zh] | case/title_en[$en]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page" mode="which">
    <xsl:text> </xsl:text>
    <xsl:value-of select="case/number"/>
    <xsl:if test="@name = 'case_record'"><xsl:text> </xsl:text><xsl:value-of select="kb:text('record.title')"/></xsl:if>
  </xsl:template>

  <xsl:template match="page" mode="lead">
    <xsl:if test="case/subject != ''"><p class="lead"><xsl:value-of select="case/title[$zh] | case/title_en[$en]"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="page" mode="crumb">
    <li><a href="/cases"><xsl:value-of select="kb:text('frame.cases')"/></a></li>
    <li aria-current="page" class="num"><xsl:value-of select="case/number"/></li>
  </xsl:template>

  <xsl:template name="case-tabs">
    <xsl:param name="on"/>
    <xsl:if test="case/reader = 't'">
      <ul class="tabs">
        <xsl:call-template name="tab">
          <xsl:with-param name="href" select="concat('/case/', case/number)"/>
          <xsl:with-param name="text" select="kb:text('case.tab-case')"/>
          <xsl:with-param name="on" select="$on = 'case'"/>
        </xsl:call-template>
        <xsl:call-template name="tab">
          <xsl:with-param name="href" select="concat('/case/', case/number, '/record')"/>
          <xsl:with-param name="text" select="kb:text('case.tab-record')"/>
          <xsl:with-param name="on" select="$on = 'record'"/>
        </xsl:call-template>
      </ul>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
