<?xml version="1.0" encoding="UTF-8"?>
<!--
notice.xsl: page /notice/ID. Input: sql/page/notice.sql; body: text, or p, ul,
ol, table and h2 elements, with xml:lang where they stand in two languages.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:apply-templates select="notice" mode="title-of"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/notice"><xsl:value-of select="kb:text('notice.list-title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('notice.one')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead">
    <p class="quiet">
      <xsl:apply-templates select="notice/organ_name" mode="named"/><xsl:text> </xsl:text>
      <time datetime="{notice/published_at}"><xsl:value-of select="kb:date-long(substring(notice/published_at, 1, 10))"/></time>
    </p>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <article class="notice"><xsl:apply-templates select="notice/body/node()" mode="body"/></article>
    <xsl:if test="file">
      <h2><xsl:value-of select="kb:text('notice.files')"/></h2>
      <xsl:call-template name="files"><xsl:with-param name="files" select="file"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="notice/case_number != ''">
      <p class="quiet"><xsl:value-of select="kb:text('notice.case', string(notice/case_number))"/><xsl:text> </xsl:text><a href="/track"><xsl:value-of select="kb:text('notice.track')"/></a></p>
    </xsl:if>
    <p class="more"><a href="/notice"><xsl:value-of select="kb:text('notice.back')"/></a></p>
  </xsl:template>

  <!-- Plain names of any namespace; of what stands in two languages, ours. -->
  <xsl:template match="text()" mode="body"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="*" mode="body">
    <xsl:choose>
      <xsl:when test="@xml:lang and @xml:lang != $lang"/>
      <xsl:when test="contains(' p ul ol li h2 h3 table thead tbody tr th td b ', concat(' ', local-name(), ' '))">
        <xsl:element name="{local-name()}"><xsl:apply-templates mode="body"/></xsl:element>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="body"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
