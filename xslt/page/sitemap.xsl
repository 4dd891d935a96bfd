<?xml version="1.0" encoding="UTF-8"?>
<!--
sitemap.xsl: page /sitemap. Input: sql/page/sitemap.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('frame.sitemap')"/></xsl:template>
  <xsl:template match="page" mode="main">
    <h2><a href="/guide"><xsl:value-of select="kb:text('frame.guide')"/></a></h2>
    <ul>
      <xsl:for-each select="guide"><li><a href="/guide/{name}"><xsl:apply-templates select="." mode="title-of"/></a></li></xsl:for-each>
    </ul>
    <h2><xsl:value-of select="kb:text('home.look')"/></h2>
    <ul>
      <li><a href="/track"><xsl:value-of select="kb:text('track.title')"/></a></li>
      <li><a href="/verify"><xsl:value-of select="kb:text('verify.title')"/></a></li>
      <li><a href="/search"><xsl:value-of select="kb:text('frame.search')"/></a></li>
    </ul>
    <h2><a href="/register"><xsl:value-of select="kb:text('frame.register')"/></a></h2>
    <ul>
      <xsl:for-each select="register"><li><a href="/register/{register}"><xsl:apply-templates select="." mode="title-of"/></a></li></xsl:for-each>
    </ul>
    <h2><xsl:value-of select="kb:text('sitemap.open')"/></h2>
    <ul>
      <li><a href="/notice"><xsl:value-of select="kb:text('notice.list-title')"/></a></li>
      <li><a href="/report/cases"><xsl:value-of select="kb:text('report.cases')"/></a></li>
      <li><a href="/report/assessment"><xsl:value-of select="kb:text('report.assessment')"/></a></li>
      <li><a href="/report/year"><xsl:value-of select="kb:text('report.year-title')"/></a></li>
      <li><a href="/report/centre"><xsl:value-of select="kb:text('report.centre-title')"/></a></li>
      <li><a href="/number"><xsl:value-of select="kb:text('number.title')"/></a></li>
      <li><a href="/coverage"><xsl:value-of select="kb:text('coverage.title')"/></a></li>
    </ul>
    <h2><a href="/tool"><xsl:value-of select="kb:text('tool.title')"/></a></h2>
    <ul>
      <li><a href="/tool/deadline"><xsl:value-of select="kb:text('deadline.title')"/></a></li>
      <li><a href="/tool/check"><xsl:value-of select="kb:text('check.title')"/></a></li>
      <li><a href="/tool/needs"><xsl:value-of select="kb:text('needs.title')"/></a></li>
      <li><a href="/tool/draw"><xsl:value-of select="kb:text('draw.title')"/></a></li>
      <li><a href="/tool/letter"><xsl:value-of select="kb:text('sample.title')"/></a></li>
    </ul>
    <h2><xsl:value-of select="kb:text('frame.help')"/></h2>
    <ul>
      <li><a href="/help"><xsl:value-of select="kb:text('frame.help')"/></a></li>
      <li><a href="/accessibility"><xsl:value-of select="kb:text('frame.accessibility')"/></a></li>
      <li><a href="/sign-in"><xsl:value-of select="kb:text('frame.sign-in')"/></a></li>
    </ul>
  </xsl:template>
</xsl:stylesheet>
