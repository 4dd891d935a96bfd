<?xml version="1.0" encoding="UTF-8"?>
<!--
help.xsl: page /help: how to begin, to ask, to check; whom to call. Input: nothing.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('help.title')"/></xsl:template>
  <xsl:template match="page" mode="main">
    <xsl:call-template name="part"><xsl:with-param name="id" select="'apply'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="id" select="'draft'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="id" select="'track'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="id" select="'verify'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="id" select="'time'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="id" select="'keys'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="id" select="'data'"/></xsl:call-template>
    <xsl:call-template name="part"><xsl:with-param name="id" select="'correct'"/></xsl:call-template>
    <dl class="sum">
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('help.sponsor')"/><xsl:with-param name="text" select="string(site/sponsor)"/></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('help.phone')"/><xsl:with-param name="text" select="string(site/phone)"/></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('help.contact')"/><xsl:with-param name="text" select="string(site/contact)"/></xsl:call-template>
    </dl>
  </xsl:template>

  <xsl:template name="part">
    <xsl:param name="id"/>
    <section>
      <h2 id="{$id}"><xsl:value-of select="kb:text(concat('help.', $id))"/></h2>
      <p><xsl:value-of select="kb:text(concat('help.', $id, '-text'))"/></p>
    </section>
  </xsl:template>
</xsl:stylesheet>
