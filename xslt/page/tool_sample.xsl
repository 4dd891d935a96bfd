<?xml version="1.0" encoding="UTF-8"?>
<!--
tool_sample.xsl: page /tool/letter/NAME, one sample letter. Input: <sample name title pages>
<preview/><report/></sample>, see common/preview.xsl.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>
  <xsl:import href="../common/preview.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="sample/@title"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/tool"><xsl:value-of select="kb:text('tool.title')"/></a></li>
    <li><a href="/tool/letter"><xsl:value-of select="kb:text('sample.title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="sample/@title"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead">
    <p class="lead">
      <xsl:choose>
        <xsl:when test="starts-with(sample/@name, 'template-')"><xsl:value-of select="kb:text('sample.template')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="kb:text(concat('sample.', sample/@name))"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="here" select="concat('/tool/letter/', sample/@name)"/>
    <xsl:apply-templates select="sample/preview"/>
    <p class="acts">
      <a class="button" href="{$here}.pdf"><xsl:value-of select="kb:text('case.letter-get-pdf')"/></a>
      <a class="button" href="{$here}.ofd"><xsl:value-of select="kb:text('case.letter-get-ofd')"/></a>
      <a class="button second" href="{$here}.xml"><xsl:value-of select="kb:text('case.letter-get-xml')"/></a>
      <a href="/tool/letter"><xsl:value-of select="kb:text('sample.back')"/></a>
    </p>
    <xsl:apply-templates select="sample/report"/>
    <p class="quiet"><xsl:value-of select="kb:text('sample.place')"/></p>
  </xsl:template>
</xsl:stylesheet>
