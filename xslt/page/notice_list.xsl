<?xml version="1.0" encoding="UTF-8"?>
<!--
notice_list.xsl: page /notice. Input: sql/page/notice_list.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('notice.list-title')"/></xsl:template>

  <xsl:template match="page" mode="main">
    <form action="/notice" method="get" class="filter" id="f">
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'q'"/>
        <xsl:with-param name="label" select="kb:text('notice.words')"/>
        <xsl:with-param name="type" select="'search'"/>
        <xsl:with-param name="size" select="28"/>
      </xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('list.find')"/></button></p>
    </form>
    <div class="over">
      <xsl:call-template name="count"><xsl:with-param name="n" select="found/n"/></xsl:call-template>
      <xsl:call-template name="export"/>
    </div>
    <xsl:choose>
      <xsl:when test="notice"><ul class="dated"><xsl:apply-templates select="notice"/></ul></xsl:when>
      <xsl:when test="found/n &gt; 0"/>
      <xsl:otherwise>
        <xsl:call-template name="empty">
          <xsl:with-param name="text" select="kb:text('notice.none')"/>
          <xsl:with-param name="href"><xsl:if test="query/p[@name = 'q'] != ''">/notice</xsl:if></xsl:with-param>
          <xsl:with-param name="action" select="kb:text('register.reset')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="pages"><xsl:with-param name="found" select="found"/><xsl:with-param name="form" select="'f'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="notice">
    <li>
      <time datetime="{published_at}"><xsl:value-of select="kb:date(substring(published_at, 1, 10))"/></time>
      <span>
        <a href="/notice/{notice_id}"><xsl:apply-templates select="." mode="title-of"/></a>
        <span class="sub"><xsl:apply-templates select="organ_name" mode="named"/></span>
      </span>
    </li>
  </xsl:template>
</xsl:stylesheet>
