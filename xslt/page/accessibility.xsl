<?xml version="1.0" encoding="UTF-8"?>
<!--
accessibility.xsl: page /accessibility, the statement. Input: nothing.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('frame.accessibility')"/></xsl:template>
  <xsl:template match="page" mode="main">
    <p><xsl:value-of select="kb:text('access.lead')"/></p>
    <h2><xsl:value-of select="kb:text('access.how')"/></h2>
    <ul>
      <li><xsl:value-of select="kb:text('access.how-1')"/></li>
      <li><xsl:value-of select="kb:text('access.how-2')"/></li>
      <li><xsl:value-of select="kb:text('access.how-3')"/></li>
      <li><xsl:value-of select="kb:text('access.how-4')"/></li>
      <li><xsl:value-of select="kb:text('access.how-5')"/></li>
    </ul>
    <h2><xsl:value-of select="kb:text('access.limits')"/></h2>
    <ul>
      <li><xsl:value-of select="kb:text('access.limits-1')"/></li>
      <li><xsl:value-of select="kb:text('access.limits-2')"/></li>
    </ul>
    <h2><xsl:value-of select="kb:text('access.tell')"/></h2>
    <p><xsl:value-of select="kb:text('access.tell-text', string(site/phone))"/></p>
  </xsl:template>
</xsl:stylesheet>
