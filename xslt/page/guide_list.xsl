<?xml version="1.0" encoding="UTF-8"?>
<!--
guide_list.xsl: page /guide, procedures by what people want to do. Input:
sql/page/guide_list.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:key name="group" match="guide[opens != 'engine']" use="group_name"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('guide.list-title')"/></xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('guide.list-lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="count"><xsl:with-param name="n" select="count(guide)"/></xsl:call-template>
    <xsl:for-each select="guide[opens != 'engine'][count(. | key('group', group_name)[1]) = 1]">
      <section>
        <h2 id="{group_name}"><xsl:value-of select="kb:text(concat('group.', group_name))"/></h2>
        <ul class="tasks"><xsl:apply-templates select="key('group', group_name)"/></ul>
      </section>
    </xsl:for-each>
    <xsl:if test="guide[opens = 'engine']">
      <section>
        <h2 id="office"><xsl:value-of select="kb:text('guide.by-office')"/></h2>
        <p class="quiet"><xsl:value-of select="kb:text('guide.by-office-why')"/></p>
        <ul class="tasks"><xsl:apply-templates select="guide[opens = 'engine']"/></ul>
      </section>
    </xsl:if>
    <xsl:if test="not(guide)">
      <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('guide.none')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="guide">
    <li>
      <a href="/guide/{name}"><xsl:apply-templates select="." mode="title-of"/></a>
      <xsl:text> </xsl:text><span class="code"><xsl:value-of select="code"/></span>
      <p><xsl:apply-templates select="." mode="summary-of"/></p>
    </li>
  </xsl:template>
</xsl:stylesheet>
