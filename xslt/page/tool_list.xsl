<?xml version="1.0" encoding="UTF-8"?>
<!--
tool_list.xsl: page /tool. Input: nothing.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('tool.title')"/></xsl:template>
  <xsl:template match="page" mode="main">
    <ul class="tasks">
      <li><a href="/tool/deadline"><xsl:value-of select="kb:text('deadline.title')"/></a><p><xsl:value-of select="kb:text('deadline.lead')"/></p></li>
      <li><a href="/tool/check"><xsl:value-of select="kb:text('check.title')"/></a><p><xsl:value-of select="kb:text('check.lead')"/></p></li>
      <li><a href="/tool/needs"><xsl:value-of select="kb:text('needs.title')"/></a><p><xsl:value-of select="kb:text('needs.lead')"/></p></li>
      <li><a href="/tool/draw"><xsl:value-of select="kb:text('draw.title')"/></a><p><xsl:value-of select="kb:text('draw.lead')"/></p></li>
      <li><a href="/tool/letter"><xsl:value-of select="kb:text('sample.title')"/></a><p><xsl:value-of select="kb:text('sample.lead')"/></p></li>
    </ul>
    <p class="quiet"><xsl:value-of select="kb:text('tool.xml')"/></p>
  </xsl:template>
</xsl:stylesheet>
