<?xml version="1.0" encoding="UTF-8"?>
<!--
draft_preview.xsl: the letters a move would sign, as their real pages.
Input: as draft.xsl, and <preview title>*, each with the pages of one letter
as HTML or SVG (lib/letter, letter_html).
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/form.xsl"/>
  <xsl:import href="../common/summary.xsl"/>
  <xsl:import href="../common/draft.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('form.preview-title')"/></xsl:template>

  <xsl:template match="page" mode="lead">
    <p class="steps"><b><xsl:call-template name="draft-title"/></b></p>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="draft" select="string(draft/draft_id)"/>
    <p class="lead"><xsl:value-of select="kb:text('form.preview-lead')"/></p>
    <xsl:for-each select="preview">
      <h2><xsl:value-of select="@title"/></h2>
      <div class="sheet" lang="zh-CN"><xsl:copy-of select="node()"/></div>
    </xsl:for-each>
    <p class="acts">
      <a class="button" href="/draft/{$draft}/check"><xsl:value-of select="kb:text('form.preview-back')"/></a>
      <a class="button second" href="/draft/{$draft}/preview.pdf"><xsl:value-of select="kb:text('form.preview-pdf')"/></a>
    </p>
  </xsl:template>
</xsl:stylesheet>
