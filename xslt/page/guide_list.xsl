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

  <xsl:key name="group" match="guide" use="concat(audience, ' ', group_name)"/>
  <xsl:key name="audience" match="guide" use="audience"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('guide.list-title')"/></xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('guide.list-lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="count"><xsl:with-param name="n" select="count(guide)"/></xsl:call-template>
    <xsl:if test="guide">
      <nav class="groups" aria-label="{kb:text('guide.contents')}">
        <xsl:apply-templates select="guide[count(. | key('audience', audience)[1]) = 1]" mode="contents"/>
      </nav>
    </xsl:if>
    <xsl:apply-templates select="guide[count(. | key('audience', audience)[1]) = 1]" mode="audience"/>
    <xsl:if test="not(guide)">
      <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('guide.none')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Who begins it, and the groups of that. -->
  <xsl:template match="guide" mode="contents">
    <section>
      <h2><a href="#for-{audience}"><xsl:value-of select="kb:text(concat('guide.for-', audience))"/></a></h2>
      <ul class="plain">
        <xsl:for-each select="key('audience', audience)[audience != 'engine'][count(. | key('group', concat(audience, ' ', group_name))[1]) = 1]">
          <li><xsl:call-template name="guide-group"/></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>
  <xsl:template name="guide-group">
    <xsl:variable name="id"><xsl:call-template name="guide-group-id"/></xsl:variable>
    <a href="#{$id}"><xsl:value-of select="kb:text(concat('group.', group_name))"/></a>
    <xsl:text> </xsl:text><span class="n"><xsl:value-of select="count(key('group', concat(audience, ' ', group_name)))"/></span>
  </xsl:template>
  <!-- The first part of a group has its name: /guide#filing. -->
  <xsl:template name="guide-group-id">
    <xsl:if test="preceding-sibling::guide[group_name = current()/group_name and audience != current()/audience]"><xsl:value-of select="concat(audience, '-')"/></xsl:if>
    <xsl:value-of select="group_name"/>
  </xsl:template>

  <xsl:template match="guide" mode="audience">
    <section>
      <h2 id="for-{audience}"><xsl:value-of select="kb:text(concat('guide.for-', audience))"/></h2>
      <xsl:choose>
        <xsl:when test="audience = 'engine'">
          <p class="quiet"><xsl:value-of select="kb:text('guide.by-office-why')"/></p>
          <ul class="tasks"><xsl:apply-templates select="key('audience', audience)"/></ul>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="key('audience', audience)[count(. | key('group', concat(audience, ' ', group_name))[1]) = 1]">
            <xsl:variable name="id"><xsl:call-template name="guide-group-id"/></xsl:variable>
            <h3 id="{$id}"><xsl:value-of select="kb:text(concat('group.', group_name))"/></h3>
            <ul class="tasks"><xsl:apply-templates select="key('group', concat(audience, ' ', group_name))"/></ul>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="guide">
    <li>
      <a href="/guide/{name}"><xsl:apply-templates select="." mode="title-of"/></a>
      <xsl:text> </xsl:text><span class="code"><xsl:value-of select="code"/></span>
      <xsl:if test="anybody = 't' or anybody = 'true'"><xsl:text> </xsl:text><span class="tag"><xsl:value-of select="kb:text('guide.anybody')"/></span></xsl:if>
      <p><xsl:apply-templates select="." mode="summary-of"/></p>
    </li>
  </xsl:template>
</xsl:stylesheet>
